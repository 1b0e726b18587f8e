package dev.credence.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * Where a view lies and how its connections are set.
 *
 * @param directory holds {@code view.db}, a link to the file of the current generation; made if need be
 * @param busyTimeout how long a statement waits for a lock
 * @param slowQuery reads that take at least this long are counted and logged as slow
 */
public record ViewConfig(
        Path directory, Storing file, Pool pool, Writing writer, Duration busyTimeout, Duration slowQuery) {

    /**
     * Memory and durability.
     *
     * @param cacheBytes SQLite's page cache, of each connection
     * @param mmapBytes how much of the file readers map into memory; 0: none (a mapped read turns an I/O error into a
     *     crash)
     * @param synchronous {@code normal} loses the newest commits with the power, {@code full} does not, {@code off} may
     *     lose the file; each loss is repaired from the topics
     */
    public record Storing(long cacheBytes, long mmapBytes, String synchronous) {
        private static final Set<String> SYNCHRONOUS = Set.of("off", "normal", "full");

        public Storing {
            synchronous = synchronous.toLowerCase(Locale.ROOT);
            if (!SYNCHRONOUS.contains(synchronous)) {
                throw new IllegalArgumentException("db.synchronous must be off, normal or full, was " + synchronous);
            }
            atLeast("db.cache.bytes", cacheBytes, 1 << 16);
            atLeast("db.mmap.bytes", mmapBytes, 0);
        }
    }

    /**
     * Who may read at once.
     *
     * @param size read-only connections of one reader
     * @param timeout how long a read waits for one of them
     * @param queue how many reads may wait at once
     */
    public record Pool(int size, Duration timeout, int queue) {
        public Pool {
            atLeast("db.pool.size", size, 1);
            atLeast("db.pool.timeout.ms", timeout.toMillis(), 1);
            atLeast("db.pool.queue", queue, 0);
        }
    }

    /**
     * Limits of the writer.
     *
     * @param rowStates how many patterns it remembers the whereabouts of; others are looked up
     * @param commitLogRows how many commits the feed of changes reaches back
     * @param checkpointBytes how large the WAL grows before it is copied into the file
     * @param dedupLeastBytes parts of bodies from this size on are stored once however many bodies have them;
     *     {@code Long.MAX_VALUE}: none
     * @param maxFilePages pages of 4 KiB that the file grows to, as if the disk were full then; 0: as the disk has room
     */
    public record Writing(
            int rowStates, int commitLogRows, long checkpointBytes, long dedupLeastBytes, int maxFilePages) {
        public Writing {
            atLeast("db.row.states", rowStates, 1);
            atLeast("db.commit.log.rows", commitLogRows, 1);
            atLeast("db.checkpoint.bytes", checkpointBytes, 1 << 16);
            atLeast("codec.dedup.min.bytes", dedupLeastBytes, 0);
            atLeast("db.max.file.pages", maxFilePages, 0);
        }
    }

    public ViewConfig {
        atLeast("db.busy.timeout.ms", busyTimeout.toMillis(), 1);
        atLeast("slow.query.ms", slowQuery.toMillis(), 0);
    }

    /** The defaults, in {@code directory}. */
    public static ViewConfig in(Path directory) {
        return new ViewConfig(
                directory,
                new Storing(64L << 20, 0, "normal"),
                new Pool(5, Duration.ofSeconds(1), 256),
                new Writing(200_000, 512, 16L << 20, 1024, 0),
                Duration.ofSeconds(5),
                Duration.ofMillis(100));
    }

    /** The same with other memory and durability settings. */
    public ViewConfig with(Storing other) {
        return new ViewConfig(directory, other, pool, writer, busyTimeout, slowQuery);
    }

    /** The same with another pool. */
    public ViewConfig with(Pool other) {
        return new ViewConfig(directory, file, other, writer, busyTimeout, slowQuery);
    }

    /** The same with other limits of the writer. */
    public ViewConfig with(Writing other) {
        return new ViewConfig(directory, file, pool, other, busyTimeout, slowQuery);
    }

    /** The same with another threshold for slow reads. */
    public ViewConfig withSlowQuery(Duration other) {
        return new ViewConfig(directory, file, pool, writer, busyTimeout, other);
    }

    /** The same with another size from which on parts are shared. */
    public ViewConfig withDedup(long leastBytes) {
        return with(new Writing(
                writer.rowStates, writer.commitLogRows, writer.checkpointBytes, leastBytes, writer.maxFilePages));
    }

    private static void atLeast(String key, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(key + " must be at least " + least + ", was " + value);
        }
    }
}
