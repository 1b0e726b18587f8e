package dev.credence.query.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.credence.query.cache.CacheConfig.Bounds;
import dev.credence.query.cache.CacheConfig.Policy;
import dev.credence.query.read.CacheStatistics;
import org.jspecify.annotations.Nullable;

/** One level: a store, asked for valid entries only. Thread-safe. */
final class Level<E extends Entry> {
    private final LevelCounts counts = new LevelCounts();
    private final Store<E> store;
    private final Amending<E> amending;

    Level(Bounds bounds, Policy policy, Ticker ticker, Amending<E> amending) {
        this.amending = amending;
        this.store = policy == Policy.LRU
                ? new LruStore<>(bounds, ticker, counts)
                : new TinyLfuStore<>(bounds, ticker, counts);
    }

    Store<E> store() {
        return store;
    }

    LevelCounts counts() {
        return counts;
    }

    /** What is held of {@code id} and valid, or can be made so; null if nothing is. */
    @Nullable
    E valid(String id, Era now) {
        E entry = store.get(id);
        if (entry == null) {
            return null;
        }
        if (!entry.isValid(now)) {
            entry = amending.amended(id, entry, now);
            if (entry == null) {
                return null;
            }
            store.put(id, entry);
        }
        entry.markRead();
        return entry;
    }

    /** Makes a valid entry of one that is not. */
    @FunctionalInterface
    interface Amending<E extends Entry> {
        /** Null: what is known does not suffice. */
        @Nullable
        E amended(String id, E entry, Era now);
    }

    void put(String id, E entry) {
        store.put(id, entry);
    }

    CacheStatistics.Level statistics() {
        return new CacheStatistics.Level(
                counts.hits(), counts.misses(), store.entries(), store.bytes(), store.evictions());
    }
}
