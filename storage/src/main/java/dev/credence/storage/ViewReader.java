package dev.credence.storage;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a view through a bounded pool of read-only connections. Thread-safe. Each method reads one snapshot; when
 * another generation has taken the file's place, the next read is of that one.
 *
 * <p>Every method throws {@link ViewNotReadyException} while there is no published view, {@link OverloadedException}
 * when no connection comes free in time, and {@link DamagedRowException} when a row is not what was written.
 */
public interface ViewReader extends AutoCloseable {
    /** What is known of {@code id}; null if nothing. */
    @Nullable
    PatternRow get(String id);

    /** What is known of each of {@code ids}, in their order; unknown ones are left out. */
    List<PatternRow> getAll(Collection<String> ids);

    /**
     * Shows every pattern that has a body to {@code visitor}.
     *
     * @return the commit that the snapshot shows
     */
    long scan(RowVisitor visitor);

    /**
     * What {@code work} reads of one snapshot, however many reads that takes.
     *
     * @param what names it in statistics
     */
    <T> T snapshot(String what, Function<ViewSnapshot, T> work);

    /** The commits as they become visible; the caller's to close. It agrees with this reader on which file is served. */
    ChangeFeed changes();

    /**
     * Shows everything there is, patterns without a body and deletions included.
     *
     * @return the commit that the snapshot shows
     */
    long export(ViewExport visitor);

    /** The fates of the source records that the view shows, by topic and partition. */
    List<LedgerEntry> ledger();

    /** The file in figures. */
    ViewInfo info();

    /** The reads of this reader in figures; asks nothing of the file. */
    ReadStatistics statistics();

    @Override
    void close();
}
