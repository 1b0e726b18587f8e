package dev.credence.storage;

import dev.credence.storage.WriteBatch.EvidenceChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Applies the rows of one batch inside its transaction. For one batch, in the writer thread. */
final class RowWriter {
    private static final int CHUNK = 2_000;

    private final Tables tables;
    private final long[] rows;
    private final CarriedEvidence.Writer carried = new CarriedEvidence.Writer();
    private boolean idsChanged;
    private boolean indexed;

    private RowWriter(Tables tables, int size, boolean indexed) {
        this.tables = tables;
        this.rows = new long[size];
        this.indexed = indexed;
    }

    /**
     * Writes the rows of {@code batch}.
     *
     * @param indexed whether the file has its indexes; they are dropped if much is written
     * @param churn tells how much was written before
     */
    static RowWriter apply(WriteBatch batch, Tables tables, boolean indexed, Churn churn, long nowMs)
            throws SQLException {
        Map<String, RowChange> changes = RowChange.byId(batch);
        RowWriter writer = new RowWriter(tables, changes.size(), indexed);
        if (indexed && churn.isMuchWith(changes.size(), tables.states.lastRow(), nowMs)) {
            tables.dropIndexes();
            writer.indexed = false;
        }
        writer.apply(changes);
        return writer;
    }

    /** The numbers of the rows that changed, ascending. */
    long[] rows() {
        return rows;
    }

    /** What the commit can say itself of those rows, as {@link CarriedEvidence}; null: nothing. */
    byte @Nullable [] carried() {
        return carried.toBytes();
    }

    /** Whether the file has its indexes still. */
    boolean indexed() {
        return indexed;
    }

    /** Whether an id was inserted, hidden, or shown again. */
    boolean idsChanged() {
        return idsChanged;
    }

    private void apply(Map<String, RowChange> changes) throws SQLException {
        List<RowState> states = tables.states.of(changes.values());
        int at = 0;
        List<Resolved> resolved = new ArrayList<>(changes.size());
        for (RowChange change : changes.values()) {
            RowState state = states.get(at);
            rows[at++] = state.row();
            resolved.add(new Resolved(change, state, state.isLive()));
        }
        // In the order in which the tables lie in the file.
        resolved.sort(Comparator.comparingLong(one -> one.state().row()));
        Arrays.sort(rows);
        put(resolved);
    }

    /** Chunk by chunk: while SQLite takes one, what the next needs is computed, from the priors in its bodies. */
    private void put(List<Resolved> resolved) throws SQLException {
        CompletableFuture<List<Ahead>> next = begin(resolved, 0);
        for (int from = 0; from < resolved.size(); from += CHUNK) {
            List<Ahead> chunk = joined(next);
            next = begin(resolved, from + CHUNK);
            for (int i = 0; i < chunk.size(); i++) {
                put(resolved.get(from + i), chunk.get(i));
            }
            tables.flush();
        }
    }

    /** The bodies, and then what is computed ahead, of the chunk at {@code from}; at once if there is no other. */
    private CompletableFuture<List<Ahead>> begin(List<Resolved> resolved, int from) throws SQLException {
        int size = resolved.size();
        List<Resolved> chunk = resolved.subList(Math.min(from, size), Math.min(from + CHUNK, size));
        for (Resolved one : chunk) {
            if (!one.change().bodies().isEmpty()) {
                tables.bodies.put(one.change(), one.state(), tables.totals);
            }
        }
        return size <= CHUNK
                ? CompletableFuture.completedFuture(ahead(chunk))
                : CompletableFuture.supplyAsync(() -> ahead(chunk));
    }

    private List<Ahead> ahead(List<Resolved> chunk) {
        List<Ahead> ahead = new ArrayList<>(chunk.size());
        for (Resolved one : chunk) {
            ahead.add(ahead(one.change(), one.state()));
        }
        return ahead;
    }

    private Ahead ahead(RowChange change, RowState state) {
        @Nullable
        HotValue value =
                change.hasAllEvidence(state.evidenceIn) ? HotValue.of(tables.evidence.merged(change), state) : null;
        long[] checksums = new long[change.evidence().size()];
        for (int i = 0; i < checksums.length; i++) {
            EvidenceChange evidence = change.evidence().get(i);
            checksums[i] = Checksums.evidence(change.id(), evidence.partition(), evidence.value());
        }
        int evidenceIn = change.evidenceIn(state.evidenceIn);
        boolean moved = !change.bodies().isEmpty() || evidenceIn != state.evidenceIn;
        long checksum = moved || state.isFresh() ? Checksums.pattern(change.id(), state, evidenceIn) : state.checksum;
        return new Ahead(value, checksums, moved, checksum);
    }

    private static List<Ahead> joined(CompletableFuture<List<Ahead>> ahead) {
        try {
            return ahead.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private void put(Resolved one, Ahead ahead) throws SQLException {
        RowChange change = one.change();
        RowState state = one.state();
        HotValue value =
                ahead.value() == null ? HotValue.of(tables.evidence.merged(change, state), state) : ahead.value();
        tables.evidence.put(change, state, ahead.evidenceChecksums());
        tables.patterns.put(change.id(), state, value, ahead.moved(), ahead.checksum());
        if (one.wasLive() != state.isLive()) {
            tables.totals.addPatterns(one.wasLive() ? -1 : 1);
        }
        carry(change, state, ahead.moved());
        idsChanged |= state.isFresh() || one.wasLive() != state.isLive();
    }

    private void carry(RowChange change, RowState state, boolean moved) {
        if (moved || state.evidenceIn < 0) {
            carried.addNone();
        } else {
            EvidenceChange only = change.evidence().get(0);
            carried.add(only.partition(), only.value());
        }
    }

    /** @param wasLive before this batch */
    private record Resolved(RowChange change, RowState state, boolean wasLive) {}

    /**
     * What can be told of a change without the file.
     *
     * @param value null where the file has to be asked for more evidence
     * @param moved whether more than the evidence's value changes
     * @param checksum of the pattern's row as it will be, if it is fresh or moved
     */
    private record Ahead(@Nullable HotValue value, long[] evidenceChecksums, boolean moved, long checksum) {}
}
