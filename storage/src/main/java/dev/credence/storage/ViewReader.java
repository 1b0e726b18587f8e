package dev.credence.storage;

import java.util.Collection;
import java.util.List;
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
     * Shows every pattern that has a body to {@code selector}, and reads those that it then chooses, in its order. The
     * rows are of the snapshot that they were chosen in, so they are what they were chosen for.
     */
    List<PatternRow> select(RowSelector selector);

    /** The fates of the source records that the view shows, by topic and partition. */
    List<LedgerEntry> ledger();

    /** The file in figures. */
    ViewInfo info();

    /** The reads of this reader in figures; asks nothing of the file. */
    ReadStatistics statistics();

    @Override
    void close();
}
