package dev.credence.query.cache;

import java.time.Duration;

/**
 * How much each level holds, and for how long. The times are a backstop: what is held is checked against the commits.
 *
 * @param l1 answers ready to be sent
 * @param l2 rows as stored
 * @param l3 rows in one piece; a tenth of it again for ids that do not exist
 * @param warmUp whether to fill the levels with the patterns of the highest lower bounds when a view appears
 */
public record CacheConfig(Bounds l1, Bounds l2, Bounds l3, Policy policy, boolean warmUp) {
    /** What decides which entry goes when there is no room. */
    public enum Policy {
        /** Window-TinyLFU: what was read often stays, and what is read once does not push it out. */
        TINYLFU,
        /** The least recently read goes; to compare with. */
        LRU
    }

    /**
     * The bounds of one level; whichever is reached first counts.
     *
     * @param bytes estimated, of keys and entries
     * @param ttl since an entry was put
     */
    public record Bounds(int entries, long bytes, Duration ttl) {
        public Bounds {
            if (entries < 1) {
                throw new IllegalArgumentException("a cache must hold at least 1 entry, was " + entries);
            }
            if (bytes < 1) {
                throw new IllegalArgumentException("a cache must hold at least 1 byte, was " + bytes);
            }
            if (ttl.isNegative() || ttl.isZero()) {
                throw new IllegalArgumentException("a cache must hold its entries for some time, was " + ttl);
            }
        }
    }

    /** L1 has no time of its own: what it shows is made anew each second. */
    public static final Duration FOR_EVER = Duration.ofDays(36_500);

    /** What an entry of L3 may take on average, where its bytes are not bounded otherwise. */
    public static final long L3_ENTRY_BYTES = 1_024;

    /** The defaults of production. */
    public static CacheConfig defaults() {
        return new CacheConfig(
                new Bounds(1_000, 10L << 20, FOR_EVER),
                new Bounds(10_000, 100L << 20, Duration.ofMinutes(10)),
                new Bounds(100_000, 100_000 * L3_ENTRY_BYTES, Duration.ofSeconds(60)),
                Policy.TINYLFU,
                true);
    }

    /** The same with or without filling the levels first. */
    public CacheConfig withWarmUp(boolean warms) {
        return new CacheConfig(l1, l2, l3, policy, warms);
    }
}
