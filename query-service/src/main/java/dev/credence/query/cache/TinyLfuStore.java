package dev.credence.query.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.credence.query.cache.CacheConfig.Bounds;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store on Caffeine. */
final class TinyLfuStore<E extends Entry> implements Store<E> {
    /** Its record of a read costs as much as the read. What it makes of it is proportions, and one in so many keeps them. */
    private static final int RECORDED = 8;

    private final Cache<String, E> cache;
    private final Policy<String, E> policy;
    private final LevelCounts counts;

    /** @param counts what Caffeine is told to count into */
    TinyLfuStore(Bounds bounds, Ticker ticker, LevelCounts counts) {
        this.counts = counts;
        Caffeine<String, E> builder = Caffeine.newBuilder()
                .maximumWeight(bounds.bytes())
                .weigher((String id, E entry) -> Sizes.charge(bounds, id, entry))
                .executor(Runnable::run)
                .recordStats(() -> counts);
        this.cache = bounds.ttl().equals(CacheConfig.FOR_EVER)
                ? builder.build()
                : builder.expireAfterWrite(bounds.ttl()).ticker(ticker).build();
        this.policy = cache.policy();
    }

    Cache<String, E> caffeine() {
        return cache;
    }

    @Override
    public @Nullable E get(String id) {
        return ThreadLocalRandom.current().nextInt(RECORDED) == 0
                ? cache.getIfPresent(id)
                : policy.getIfPresentQuietly(id);
    }

    @Override
    public @Nullable E peek(String id) {
        return policy.getIfPresentQuietly(id);
    }

    @Override
    public void put(String id, E entry) {
        E unused = cache.asMap().merge(id, entry, Entry::newer);
    }

    @Override
    public void visit(Consumer<? super E> visitor) {
        cache.asMap().values().forEach(visitor);
    }

    @Override
    public void clear() {
        cache.invalidateAll();
    }

    @Override
    public void trim() {
        cache.cleanUp();
    }

    @Override
    public long entries() {
        return cache.estimatedSize();
    }

    @Override
    public long bytes() {
        long bytes = 0;
        for (Map.Entry<String, E> one : cache.asMap().entrySet()) {
            bytes += Sizes.bytes(one.getKey(), one.getValue());
        }
        return bytes;
    }

    @Override
    public long evictions() {
        return counts.evictions();
    }
}
