package dev.credence.processor.evidence;

import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.model.Outcome;
import dev.credence.processor.metrics.HomePartition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Evidence rows of one partition, decoded: outcomes are folded in place, and every row that changed is written once a
 * batch. Confined to the stream thread.
 */
public final class EvidenceRows {
    /*
     * A bounded map. When it is full an eighth is evicted in one sweep, O(capacity), so O(8) for each row that is
     * loaded: first rows that this batch did not touch, then clean ones, then dirty ones, which are written through
     * (and once more if they change again in this batch: the changelog's last record of a key is what counts, and the
     * ledger still comes after all of them).
     */
    private final KeyValueStore<Bytes, byte[]> store;
    private final HalfLives halfLives;
    private final int capacity;
    private final HomePartition home;
    private final Map<String, Row> rows = new HashMap<>();
    private final List<Row> dirty = new ArrayList<>();
    private final ByteWriter out = new ByteWriter(256);
    private long batch;
    private long saturated;
    private long foreign;

    /**
     * @param capacity how many rows are kept decoded
     * @param home of the keys, to count those that lie elsewhere
     */
    public EvidenceRows(KeyValueStore<Bytes, byte[]> store, HalfLives halfLives, int capacity, HomePartition home) {
        this.store = store;
        this.halfLives = halfLives;
        this.capacity = capacity;
        this.home = home;
    }

    /**
     * Folds one outcome.
     *
     * @param key the record's key: the outcome's id
     * @return whether this is the first change of the row that is not written yet
     * @throws HalfLifeChangedException if the stored row has another half-life
     */
    public boolean fold(byte[] key, Outcome outcome, long offset, boolean priority) {
        Row row = rows.get(outcome.patternId());
        if (row == null) {
            row = load(key, outcome.patternId());
        }
        if (!row.evidence.fold(outcome.result(), outcome.weight(), outcome.occurredAtMs())) {
            saturated++;
        }
        if (row.foreign) {
            foreign++;
        }
        if (priority) {
            row.priorityOffset = offset;
        } else {
            row.confidenceOffset = offset;
        }
        row.batch = batch;
        if (row.dirty) {
            return false;
        }
        row.dirty = true;
        dirty.add(row);
        return true;
    }

    /** Outcomes since the last {@link #write} that met a sum at its cap. */
    public long saturated() {
        return saturated;
    }

    /** Outcomes since the last {@link #write} that lie in another partition than their key's home. */
    public long foreign() {
        return foreign;
    }

    /** Writes every row that changed. */
    public void write() {
        for (int i = 0; i < dirty.size(); i++) {
            write(dirty.get(i));
        }
        dirty.clear();
        batch++;
        saturated = 0;
        foreign = 0;
    }

    /**
     * Looks at the first rows of the store, so that a changed configuration is found at the start and not only when a
     * row is used; each row is looked at again when it is loaded.
     *
     * @throws HalfLifeChangedException if one has another half-life
     */
    public void check(int limit) {
        try (KeyValueIterator<Bytes, byte[]> stored = store.all()) {
            for (int i = 0; i < limit && stored.hasNext(); i++) {
                KeyValue<Bytes, byte[]> entry = stored.next();
                String id = new String(entry.key.get(), StandardCharsets.UTF_8);
                if (LedgerRow.topicOfKey(id) == null) {
                    read(entry.key, id, entry.value);
                }
            }
        }
    }

    private void write(Row row) {
        if (row.dirty) {
            out.reset();
            EvidenceRow.write(row.evidence, row.confidenceOffset, row.priorityOffset, out);
            store.put(row.key, out.toBytes());
            row.dirty = false;
        }
    }

    private Row load(byte[] key, String id) {
        if (rows.size() >= capacity) {
            evict();
        }
        Bytes wrapped = Bytes.wrap(key);
        Row row = read(wrapped, id, store.get(wrapped));
        rows.put(id, row);
        return row;
    }

    private Row read(Bytes key, String id, byte @Nullable [] stored) {
        long halfLifeMs = halfLives.of(id);
        if (stored == null) {
            return row(key, new EvidenceRow(new Evidence(halfLifeMs), -1, -1));
        }
        EvidenceRow row = EvidenceRow.decode(stored);
        if (row.evidence().halfLifeMs() != halfLifeMs) {
            throw new HalfLifeChangedException(id, row.evidence().halfLifeMs(), halfLifeMs);
        }
        return row(key, row);
    }

    private Row row(Bytes key, EvidenceRow row) {
        return new Row(key, row, home.isForeign(key.get()));
    }

    private void evict() {
        int target = capacity - Math.max(1, capacity / 8);
        evictTo(target, Eviction.UNTOUCHED);
        evictTo(target, Eviction.CLEAN);
        if (rows.size() > target) {
            evictTo(target, Eviction.ANY);
            dirty.removeIf(row -> !row.dirty);
        }
    }

    private void evictTo(int target, Eviction eviction) {
        Iterator<Row> candidates = rows.values().iterator();
        while (rows.size() > target && candidates.hasNext()) {
            Row row = candidates.next();
            if (eviction == Eviction.ANY || (!row.dirty && (eviction == Eviction.CLEAN || row.batch < batch))) {
                write(row);
                candidates.remove();
            }
        }
    }

    private enum Eviction {
        UNTOUCHED,
        CLEAN,
        ANY
    }

    private static final class Row {
        final Bytes key;
        final Evidence evidence;
        final boolean foreign;
        long confidenceOffset;
        long priorityOffset;
        long batch;
        boolean dirty;

        Row(Bytes key, EvidenceRow row, boolean foreign) {
            this.key = key;
            this.evidence = row.evidence();
            this.foreign = foreign;
            this.confidenceOffset = row.confidenceOffset();
            this.priorityOffset = row.priorityOffset();
        }
    }
}
