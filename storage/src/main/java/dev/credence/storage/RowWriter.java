package dev.credence.storage;

import dev.credence.core.evidence.Evidence;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Applies the rows of one batch inside its transaction. For one batch, in the writer thread. */
final class RowWriter {
    private final Tables tables;
    private final long[] rows;
    private boolean idsChanged;

    private RowWriter(Tables tables, int size) {
        this.tables = tables;
        this.rows = new long[size];
    }

    /** Writes the rows of {@code batch}. */
    static RowWriter apply(WriteBatch batch, Tables tables) throws SQLException {
        Map<String, RowChange> changes = RowChange.byId(batch);
        RowWriter writer = new RowWriter(tables, changes.size());
        writer.apply(changes);
        tables.flush();
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

    private void apply(Map<String, RowChange> changes) throws SQLException {
        List<RowState> states = tables.states.of(changes.values());
        int at = 0;
        List<Resolved> resolved = new ArrayList<>(changes.size());
        for (RowChange change : changes.values()) {
            RowState state = states.get(at);
            rows[at++] = state.row();
            resolved.add(new Resolved(change, state));
        }
        // In the order in which the tables lie in the file.
        resolved.sort(Comparator.comparingLong(one -> one.state().row()));
        Arrays.sort(rows);
        for (Resolved one : resolved) {
            apply(one.change(), one.state());
        }
    }

    private void apply(RowChange change, RowState state) throws SQLException {
        boolean wasLive = state.isLive();
        int evidenceWasIn = state.evidenceIn;
        if (!change.bodies().isEmpty()) {
            tables.bodies.put(change, state, tables.totals);
        }
        Evidence evidence = tables.evidence.merged(change, state);
        tables.evidence.put(change, state);
        boolean moved = !change.bodies().isEmpty() || state.evidenceIn != evidenceWasIn;
        tables.patterns.put(change.id(), state, evidence, moved);
        if (wasLive != state.isLive()) {
            tables.totals.addPatterns(wasLive ? -1 : 1);
        }
        idsChanged |= state.isFresh() || wasLive != state.isLive();
    }

    private record Resolved(RowChange change, RowState state) {}
}
