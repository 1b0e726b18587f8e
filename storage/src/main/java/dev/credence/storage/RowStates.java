package dev.credence.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Row numbers and the like by id: the lately changed ones in memory, the others read from the file. Confined to the
 * writer thread.
 */
final class RowStates implements AutoCloseable {
    private static final int CHUNK = 64;
    private static final float LOAD_FACTOR = 0.75f;

    private final Connection connection;
    private final int limit;
    private final PreparedStatement select;
    private final Map<String, RowState> remembered = new LinkedHashMap<>(1024, LOAD_FACTOR, true);
    private final List<RowState> fresh = new ArrayList<>();
    private boolean indexed;
    private long lastRow;

    RowStates(Connection connection, int limit) throws SQLException {
        this.connection = connection;
        this.limit = limit;
        this.select = connection.prepareStatement("SELECT id, checksum, " + RowState.COLUMNS
                + " FROM patterns WHERE id IN (?" + String.join("", Collections.nCopies(CHUNK - 1, ",?")) + ")");
        this.indexed = Schema.hasIdIndex(connection);
        readLast();
    }

    /** The states of {@code changes}, in their order; ids without a row get the next row numbers. */
    List<RowState> of(Iterable<RowChange> changes) throws SQLException {
        loadMissing(changes);
        List<RowState> states = new ArrayList<>();
        for (RowChange change : changes) {
            RowState state = remembered.get(change.id());
            if (state == null) {
                state = RowState.fresh(++lastRow);
                remembered.put(change.id(), state);
                fresh.add(state);
            }
            states.add(state);
        }
        return states;
    }

    /** The greatest row number; 0: there are no rows. */
    long lastRow() {
        return lastRow;
    }

    /** After a commit: the new rows are in the file, and what there is no room for is forgotten. */
    void committed() {
        fresh.forEach(RowState::written);
        fresh.clear();
        Iterator<?> eldest = remembered.entrySet().iterator();
        for (int tooMany = remembered.size() - limit; tooMany > 0; tooMany--) {
            eldest.next();
            eldest.remove();
        }
    }

    @Override
    public void close() throws SQLException {
        select.close();
    }

    private void loadMissing(Iterable<RowChange> changes) throws SQLException {
        if (lastRow == remembered.size()) {
            return;
        }
        List<String> missing = new ArrayList<>();
        for (RowChange change : changes) {
            if (!remembered.containsKey(change.id())) {
                missing.add(change.id());
            }
        }
        if (!indexed && !missing.isEmpty()) {
            Schema.createIdIndex(connection);
            indexed = true;
        }
        for (int from = 0; from < missing.size(); from += CHUNK) {
            load(missing.subList(from, Math.min(from + CHUNK, missing.size())));
        }
    }

    private void load(List<String> ids) throws SQLException {
        for (int i = 0; i < CHUNK; i++) {
            select.setString(i + 1, i < ids.size() ? ids.get(i) : null);
        }
        try (ResultSet result = select.executeQuery()) {
            while (result.next()) {
                String id = String.valueOf(result.getString("id"));
                RowState state = RowState.read(result);
                // Else what is damaged would get a checksum that is right when next it is written.
                StoredRows.requirePattern(id, state, state.checksum);
                remembered.put(id, state);
            }
        }
    }

    private void readLast() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT max(row) FROM patterns")) {
            lastRow = result.next() ? result.getLong(1) : 0;
        }
    }
}
