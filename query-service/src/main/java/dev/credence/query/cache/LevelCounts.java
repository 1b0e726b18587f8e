package dev.credence.query.cache;

import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a level did. Caffeine's own hits are none of it: it cannot know which of its entries are valid, so what it reports
 * is ignored, and what it is asked for are these figures. Thread-safe.
 */
final class LevelCounts implements StatsCounter {
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder evictions = new LongAdder();
    private final LongAdder evictedWeight = new LongAdder();

    void hit() {
        hits.increment();
    }

    void miss() {
        misses.increment();
    }

    void evicted(long weight) {
        evictions.increment();
        evictedWeight.add(weight);
    }

    long hits() {
        return hits.sum();
    }

    long misses() {
        return misses.sum();
    }

    long evictions() {
        return evictions.sum();
    }

    @Override
    public void recordEviction(int weight, RemovalCause cause) {
        evicted(weight);
    }

    @Override
    public CacheStats snapshot() {
        return CacheStats.of(hits(), misses(), 0, 0, 0, evictions(), evictedWeight.sum());
    }

    @Override
    public void recordHits(int count) {}

    @Override
    public void recordMisses(int count) {}

    @Override
    public void recordLoadSuccess(long loadTime) {}

    @Override
    public void recordLoadFailure(long loadTime) {}
}
