package dev.credence.processor.evidence;

import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.model.Result;
import dev.credence.processor.metrics.HomePartition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
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
     * What folding costs is memory: of 100,000 rows the next one's table place, id, row and blocks are seldom in a
     * processor's cache. So some outcomes are gathered, and each kind of memory is looked at for all of them before the
     * next kind: the processor then waits for many places at a time instead of one after the other (decision 026).
     *
     * The table is bounded. When it is full an eighth is evicted in one sweep, O(places), so O(16) for each row that is
     * loaded: first rows that this batch did not touch, then clean ones, then dirty ones, which are written through
     * (and once more if they change again in this batch: the changelog's last record of a key is what counts, and the
     * ledger still comes after all of them). Room is made before the gathered outcomes are looked up, never between.
     */
    private static final int GATHERED = 64;

    private final KeyValueStore<Bytes, byte[]> store;
    private final HalfLives halfLives;
    private final int capacity;
    private final HomePartition home;
    private final RowTable rows = new RowTable();
    private final List<Row> dirty = new ArrayList<>();
    private final Arrivals arrivals;
    private final ByteWriter out = new ByteWriter(256);
    private long batch;
    private long ordinaryRows;
    private long priorityRows;
    private long saturated;
    private long foreign;
    /** Means nothing: without it the compiler would leave out reads that are made for their effect on caches. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    /**
     * @param capacity how many rows are kept decoded
     * @param home of the keys, to count those that lie elsewhere
     */
    public EvidenceRows(KeyValueStore<Bytes, byte[]> store, HalfLives halfLives, int capacity, HomePartition home) {
        this.store = store;
        this.halfLives = halfLives;
        this.capacity = capacity;
        this.home = home;
        this.arrivals = new Arrivals(Math.min(GATHERED, Math.max(1, capacity / 8)));
    }

    /**
     * What a batch came to.
     *
     * @param ordinaryRows rows that an outcome of the ordinary topic was the first to change
     * @param priorityRows the same of the priority topic
     * @param saturated outcomes that met a sum at its cap
     * @param foreign outcomes that lie in another partition than their key's home
     */
    public record Written(long ordinaryRows, long priorityRows, long saturated, long foreign) {}

    /**
     * Takes one outcome; it is folded with some others, or when the batch is written.
     *
     * @param id the pattern's, which is kept: it must not change
     * @param priority whether it is of the priority topic
     * @throws HalfLifeChangedException if a stored row has another half-life
     */
    public void take(byte[] id, Result result, double weight, long occurredAtMs, long offset, boolean priority) {
        if (arrivals.add(id, result, weight, occurredAtMs, offset, priority)) {
            foldArrivals();
        }
    }

    /**
     * Folds what is left and writes every row that changed.
     *
     * @throws HalfLifeChangedException if a stored row has another half-life
     */
    public Written write() {
        foldArrivals();
        for (int i = 0; i < dirty.size(); i++) {
            write(dirty.get(i));
        }
        Written written = new Written(ordinaryRows, priorityRows, saturated, foreign);
        dirty.clear();
        batch++;
        ordinaryRows = 0;
        priorityRows = 0;
        saturated = 0;
        foreign = 0;
        return written;
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
                    read(entry.key, entry.value);
                }
            }
        }
    }

    private void foldArrivals() {
        int size = arrivals.size();
        if (rows.size() + size > capacity) {
            evict(size);
        }
        for (int i = 0; i < size; i++) {
            arrivals.rows[i] = rows.candidate(arrivals.hashes[i]);
        }
        for (int i = 0; i < size; i++) {
            Row candidate = arrivals.rows[i];
            if (candidate == null || !candidate.isOf(arrivals.ids[i])) {
                arrivals.rows[i] = row(arrivals.ids[i], arrivals.hashes[i]);
            }
        }
        for (int i = 0; i < size; i++) {
            touched ^= row(i).evidence.newestBlock();
        }
        for (int i = 0; i < size; i++) {
            fold(i);
        }
        arrivals.clear();
    }

    private void fold(int index) {
        Row row = row(index);
        if (!arrivals.foldInto(row, index)) {
            saturated++;
        }
        if (row.foreign) {
            foreign++;
        }
        row.batch = batch;
        if (!row.dirty) {
            row.dirty = true;
            dirty.add(row);
            if (arrivals.ofPriorityTopic(index)) {
                priorityRows++;
            } else {
                ordinaryRows++;
            }
        }
    }

    private Row row(int index) {
        Row row = arrivals.rows[index];
        if (row == null) {
            throw new IllegalStateException("an outcome that was not looked up");
        }
        return row;
    }

    private void write(Row row) {
        if (row.dirty) {
            out.reset();
            EvidenceRow.write(row.evidence, row.confidenceOffset, row.priorityOffset, out);
            store.put(row.key, out.toBytes());
            row.dirty = false;
        }
    }

    private Row row(byte[] id, int hash) {
        Row found = rows.find(id, hash);
        if (found != null) {
            return found;
        }
        Bytes key = Bytes.wrap(id);
        Row loaded = read(key, store.get(key));
        rows.add(loaded, hash);
        return loaded;
    }

    private Row read(Bytes key, byte @Nullable [] stored) {
        String id = new String(key.get(), StandardCharsets.UTF_8);
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

    /** Makes room for so many rows, and for some that come later. */
    private void evict(int room) {
        int most = Math.min(capacity - Math.max(1, capacity / 8), capacity - room);
        evict(most, row -> !row.dirty && row.batch < batch);
        evict(most, row -> !row.dirty);
        if (rows.size() > most) {
            evict(most, row -> true);
            dirty.removeIf(row -> !row.dirty);
        }
    }

    private void evict(int most, Predicate<Row> evictable) {
        int excess = rows.size() - most;
        if (excess > 0) {
            int[] left = {excess};
            rows.retain(row -> {
                if (left[0] == 0 || !evictable.test(row)) {
                    return true;
                }
                left[0]--;
                write(row);
                return false;
            });
        }
    }
}
