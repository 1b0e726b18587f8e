package dev.credence.query.read;

/**
 * The reads of single patterns so far, by who could answer them. A hit is a read that ran no SQL statement.
 *
 * @param unknownIds reads of ids of which nothing is known; they are in no other figure
 */
public record CacheStatistics(Level l1, Level l2, Level l3, long unknownIds) {
    /**
     * One level: what came to it, and what it holds.
     *
     * @param hits reads that it answered
     * @param misses reads that it passed on
     * @param bytes about how much memory its entries take
     * @param evictions entries that went because there was no room or their time was over
     */
    public record Level(long hits, long misses, long entries, long bytes, long evictions) {
        /** Of the reads that came to it; NaN if none did. */
        public double hitRate() {
            return (double) hits / (hits + misses);
        }
    }

    /** Hits of any level out of all reads of existing ids; NaN if there were none. */
    public double hitRate() {
        return (double) (l1.hits + l2.hits + l3.hits) / (l1.hits + l1.misses);
    }
}
