package dev.credence.query.read;

import dev.credence.storage.LedgerEntry;
import dev.credence.storage.PatternRow;
import dev.credence.storage.ReadStatistics;
import dev.credence.storage.ViewInfo;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be asked of the view, and nothing that changes it. Calls may wait for the database; whoever must
 * not wait calls from another thread. Thread-safe.
 */
public interface PatternReads {
    /** The row of {@code id}; null if neither a body nor an outcome was ever seen. */
    @Nullable
    PatternRow get(String id);

    /** The rows that exist among {@code ids}, in any order, all of one moment. */
    List<PatternRow> getAll(Collection<String> ids);

    /** The rows of one page, ordered exactly by their values at the query's time. */
    ListPage list(ListQuery query);

    /** Which prefix of each source partition the view shows. */
    List<LedgerEntry> ledger();

    ViewInfo info();

    /** The reads so far in figures; asks nothing of the file. */
    ReadStatistics statistics();
}
