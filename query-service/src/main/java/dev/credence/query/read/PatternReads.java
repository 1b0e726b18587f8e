package dev.credence.query.read;

import dev.credence.storage.LedgerEntry;
import dev.credence.storage.PatternRow;
import dev.credence.storage.ReadStatistics;
import dev.credence.storage.ViewInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be asked of the view, and nothing that changes it. All calls but {@link #cached} may wait for the
 * database; whoever must not wait makes them on another thread. Thread-safe.
 */
public interface PatternReads {
    /**
     * The answer about {@code id} if it can be given at once, without the database; null: ask {@link #load}. For event
     * loops: takes microseconds and waits for nothing.
     */
    @Nullable
    PatternAnswer cached(String id);

    /** The answer about {@code id} after {@link #cached} had none: normally from the database. */
    PatternAnswer load(String id);

    /** The answer about {@code id}. */
    default PatternAnswer answer(String id) {
        PatternAnswer cached = cached(id);
        return cached == null ? load(id) : cached;
    }

    /** The answer about each of {@code ids}, in their order; those that the database must give come from one snapshot. */
    List<PatternAnswer> answers(List<String> ids);

    /** The row of {@code id}, for parts that answers leave out; null if neither a body nor an outcome was ever seen. */
    @Nullable
    PatternRow row(String id);

    /** The rows of one page, ordered exactly by their values at the page's time. */
    ListPage list(ListQuery query);

    /**
     * Which prefix of each source partition the view shows. Every later call, of any method and thread, answers from what
     * this ledger states, or from something newer.
     */
    List<LedgerEntry> ledger();

    ViewInfo info();

    /** The reads so far in figures; asks nothing of the file. */
    ReadStatistics statistics();

    /** The reads of single patterns so far, by who could answer them. */
    CacheStatistics cacheStatistics();
}
