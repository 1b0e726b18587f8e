package dev.credence.query.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.credence.query.cache.CacheConfig.Bounds;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store that drops the least recently read; one lock, for it is there to compare with. */
final class LruStore<E extends Entry> implements Store<E> {
    private static final float LOAD_FACTOR = 0.75f;

    private final Map<String, Held<E>> entries = new LinkedHashMap<>(64, LOAD_FACTOR, true);
    private final Bounds bounds;
    private final Ticker ticker;
    private final LevelCounts counts;
    private long charged;

    private record Held<E>(E entry, int charge, long putNanos) {}

    LruStore(Bounds bounds, Ticker ticker, LevelCounts counts) {
        this.bounds = bounds;
        this.ticker = ticker;
        this.counts = counts;
    }

    @Override
    public synchronized @Nullable E get(String id) {
        Held<E> held = entries.get(id);
        if (held == null) {
            return null;
        }
        if (ticker.read() - held.putNanos >= bounds.ttl().toNanos()) {
            entries.remove(id);
            evicted(held);
            return null;
        }
        return held.entry;
    }

    @Override
    public @Nullable E peek(String id) {
        return get(id);
    }

    @Override
    public synchronized void put(String id, E entry) {
        Held<E> before = entries.get(id);
        E newer = before == null ? entry : Entry.newer(before.entry, entry);
        Held<E> held = new Held<>(newer, Sizes.charge(bounds, id, newer), ticker.read());
        charged += held.charge - (before == null ? 0 : before.charge);
        entries.put(id, held);
        for (Iterator<Held<E>> eldest = entries.values().iterator(); charged > bounds.bytes(); ) {
            Held<E> dropped = eldest.next();
            eldest.remove();
            evicted(dropped);
        }
    }

    @Override
    public synchronized void visit(Consumer<? super E> visitor) {
        entries.values().forEach(held -> visitor.accept(held.entry));
    }

    @Override
    public synchronized void clear() {
        entries.clear();
        charged = 0;
    }

    @Override
    public synchronized void trim() {
        long now = ticker.read();
        for (Iterator<Held<E>> all = entries.values().iterator(); all.hasNext(); ) {
            Held<E> held = all.next();
            if (now - held.putNanos >= bounds.ttl().toNanos()) {
                all.remove();
                evicted(held);
            }
        }
    }

    @Override
    public synchronized long entries() {
        return entries.size();
    }

    @Override
    public synchronized long bytes() {
        long bytes = 0;
        for (Map.Entry<String, Held<E>> one : entries.entrySet()) {
            bytes += Sizes.bytes(one.getKey(), one.getValue().entry);
        }
        return bytes;
    }

    @Override
    public long evictions() {
        return counts.evictions();
    }

    private void evicted(Held<E> held) {
        charged -= held.charge;
        counts.evicted(held.charge);
    }
}
