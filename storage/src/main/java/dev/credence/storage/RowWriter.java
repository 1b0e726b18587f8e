package dev.credence.storage;

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

    /** From so many rows on, if they are half of all, making the indexes anew costs less than moving their entries. */
    private static final int INDEXES_LAST = 50_000;

    private final Tables tables;
    private final long[] rows;
    private boolean idsChanged;

    private RowWriter(Tables tables, int size) {
        this.tables = tables;
        this.rows = new long[size];
    }

    /**
     * Writes the rows of {@code batch}.
     *
     * @param indexed whether the file has its indexes, and has to have them afterwards
     */
    static RowWriter apply(WriteBatch batch, Tables tables, boolean indexed) throws SQLException {
        Map<String, RowChange> changes = RowChange.byId(batch);
        RowWriter writer = new RowWriter(tables, changes.size());
        writer.apply(changes, indexed);
        return writer;
    }

    /** The numbers of the rows that changed, ascending. */
    long[] rows() {
        return rows;
    }

    /** Whether an id was inserted, hidden, or shown again. */
    boolean idsChanged() {
        return idsChanged;
    }

    private void apply(Map<String, RowChange> changes, boolean indexed) throws SQLException {
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
        boolean anew = indexed && rows.length >= INDEXES_LAST && rows.length * 2L >= tables.states.lastRow();
        if (anew) {
            tables.dropIndexes();
        }
        put(resolved);
        if (anew) {
            tables.createIndexes();
        }
    }

    /** Chunk by chunk: while SQLite takes one, the values of the next are computed, from the priors in its bodies. */
    private void put(List<Resolved> resolved) throws SQLException {
        CompletableFuture<List<@Nullable HotValue>> ahead = begin(resolved, 0);
        for (int from = 0; from < resolved.size(); from += CHUNK) {
            List<@Nullable HotValue> values = joined(ahead);
            ahead = begin(resolved, from + CHUNK);
            for (int i = 0; i < values.size(); i++) {
                put(resolved.get(from + i), values.get(i));
            }
            tables.flush();
        }
    }

    /** The bodies, and then the values, of the chunk at {@code from}; at once if there is no other. */
    private CompletableFuture<List<@Nullable HotValue>> begin(List<Resolved> resolved, int from) throws SQLException {
        int size = resolved.size();
        List<Resolved> chunk = resolved.subList(Math.min(from, size), Math.min(from + CHUNK, size));
        for (Resolved one : chunk) {
            if (!one.change().bodies().isEmpty()) {
                tables.bodies.put(one.change(), one.state(), tables.totals);
            }
        }
        return size <= CHUNK
                ? CompletableFuture.completedFuture(valuesOf(chunk))
                : CompletableFuture.supplyAsync(() -> valuesOf(chunk));
    }

    /** Null where the file has to be asked for more evidence. */
    private List<@Nullable HotValue> valuesOf(List<Resolved> chunk) {
        List<@Nullable HotValue> values = new ArrayList<>(chunk.size());
        for (Resolved one : chunk) {
            values.add(
                    one.change().hasAllEvidence(one.state().evidenceIn)
                            ? HotValue.of(tables.evidence.merged(one.change()), one.state())
                            : null);
        }
        return values;
    }

    private static List<@Nullable HotValue> joined(CompletableFuture<List<@Nullable HotValue>> ahead) {
        try {
            return ahead.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private void put(Resolved one, @Nullable HotValue ahead) throws SQLException {
        RowChange change = one.change();
        RowState state = one.state();
        int evidenceWasIn = state.evidenceIn;
        HotValue value = ahead == null ? HotValue.of(tables.evidence.merged(change, state), state) : ahead;
        tables.evidence.put(change, state);
        boolean moved = !change.bodies().isEmpty() || state.evidenceIn != evidenceWasIn;
        tables.patterns.put(change.id(), state, value, moved);
        if (one.wasLive() != state.isLive()) {
            tables.totals.addPatterns(one.wasLive() ? -1 : 1);
        }
        idsChanged |= state.isFresh() || one.wasLive() != state.isLive();
    }

    /** @param wasLive before this batch */
    private record Resolved(RowChange change, RowState state, boolean wasLive) {}
}
