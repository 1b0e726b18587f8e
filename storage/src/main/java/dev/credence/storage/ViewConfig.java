package dev.credence.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * Where a view lies and how its connections are set.
 *
 * @param directory holds {@code view.db}, a link to the file of the current generation; made if need be
 * @param cacheBytes SQLite's page cache, of each connection
 * @param mmapBytes how much of the file readers map into memory; 0: none (a mapped read turns an I/O error into a crash)
 * @param synchronous {@code normal} loses the newest commits with the power, {@code full} does not, {@code off} may lose
 *     the file; each loss is repaired from the topics
 * @param poolSize read-only connections of one reader
 * @param poolTimeout how long a read waits for one of them
 * @param poolQueue how many reads may wait at once
 * @param busyTimeout how long a statement waits for a lock
 * @param slowQuery reads that take at least this long are counted and logged as slow
 * @param rowStates how many patterns the writer remembers the whereabouts of; others are looked up
 * @param commitLogRows how many commits the feed of changes reaches back
 * @param checkpointBytes how large the WAL grows before the writer copies it into the file
 */
public record ViewConfig(
        Path directory,
        long cacheBytes,
        long mmapBytes,
        String synchronous,
        int poolSize,
        Duration poolTimeout,
        int poolQueue,
        Duration busyTimeout,
        Duration slowQuery,
        int rowStates,
        int commitLogRows,
        long checkpointBytes) {

    private static final Set<String> SYNCHRONOUS = Set.of("off", "normal", "full");

    public ViewConfig {
        synchronous = synchronous.toLowerCase(Locale.ROOT);
        if (!SYNCHRONOUS.contains(synchronous)) {
            throw new IllegalArgumentException("db.synchronous must be off, normal or full, was " + synchronous);
        }
        atLeast("db.cache.bytes", cacheBytes, 1 << 16);
        atLeast("db.mmap.bytes", mmapBytes, 0);
        atLeast("db.pool.size", poolSize, 1);
        atLeast("db.pool.timeout.ms", poolTimeout.toMillis(), 1);
        atLeast("db.pool.queue", poolQueue, 0);
        atLeast("db.busy.timeout.ms", busyTimeout.toMillis(), 1);
        atLeast("slow.query.ms", slowQuery.toMillis(), 0);
        atLeast("db.row.states", rowStates, 1);
        atLeast("db.commit.log.rows", commitLogRows, 1);
        atLeast("db.checkpoint.bytes", checkpointBytes, 1 << 16);
    }

    /** The defaults, in {@code directory}. */
    public static ViewConfig in(Path directory) {
        return new ViewConfig(
                directory,
                64L << 20,
                0,
                "normal",
                5,
                Duration.ofSeconds(1),
                256,
                Duration.ofSeconds(5),
                Duration.ofMillis(100),
                200_000,
                512,
                16L << 20);
    }

    /** The same with another pool. */
    public ViewConfig withPool(int size, Duration timeout, int queue) {
        return new ViewConfig(
                directory,
                cacheBytes,
                mmapBytes,
                synchronous,
                size,
                timeout,
                queue,
                busyTimeout,
                slowQuery,
                rowStates,
                commitLogRows,
                checkpointBytes);
    }

    /** The same with other memory and durability settings. */
    public ViewConfig withFile(long cacheBytes, long mmapBytes, String synchronous) {
        return new ViewConfig(
                directory,
                cacheBytes,
                mmapBytes,
                synchronous,
                poolSize,
                poolTimeout,
                poolQueue,
                busyTimeout,
                slowQuery,
                rowStates,
                commitLogRows,
                checkpointBytes);
    }

    /** The same with other limits of the writer. */
    public ViewConfig withWriter(int rowStates, int commitLogRows, long checkpointBytes) {
        return new ViewConfig(
                directory,
                cacheBytes,
                mmapBytes,
                synchronous,
                poolSize,
                poolTimeout,
                poolQueue,
                busyTimeout,
                slowQuery,
                rowStates,
                commitLogRows,
                checkpointBytes);
    }

    /** The same with another threshold for slow reads. */
    public ViewConfig withSlowQuery(Duration slowQuery) {
        return new ViewConfig(
                directory,
                cacheBytes,
                mmapBytes,
                synchronous,
                poolSize,
                poolTimeout,
                poolQueue,
                busyTimeout,
                slowQuery,
                rowStates,
                commitLogRows,
                checkpointBytes);
    }

    private static void atLeast(String key, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(key + " must be at least " + least + ", was " + value);
        }
    }
}
