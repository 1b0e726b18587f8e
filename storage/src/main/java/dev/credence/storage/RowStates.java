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

    /** Of a new generation, in 48 MB at most. */
    private static final int MOST_KNOWN = 1 << 21;

    private final Connection connection;
    private final int limit;
    private final PreparedStatement selectById;
    private final PreparedStatement selectByRow;
    private final Map<String, RowState> remembered = new LinkedHashMap<>(1024, LOAD_FACTOR, true);
    private final List<RowState> fresh = new ArrayList<>();

    /** Ended where the file has an index of its ids. */
    private final KnownIds known;

    private boolean indexed;
    private long lastRow;

    RowStates(Connection connection, int limit) throws SQLException {
        this(connection, limit, new KnownIds(MOST_KNOWN));
    }

    RowStates(Connection connection, int limit, KnownIds known) throws SQLException {
        this.connection = connection;
        this.limit = limit;
        this.known = known;
        this.selectById = connection.prepareStatement(select("id"));
        this.selectByRow = connection.prepareStatement(select("row"));
        this.indexed = Schema.hasIdIndex(connection);
        if (indexed) {
            known.end();
        }
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
                known.add(change.id(), lastRow);
            }
            states.add(state);
        }
        return states;
    }

    /** Makes the index of ids, if there is none. */
    void makeFindable() throws SQLException {
        Schema.createIdIndex(connection);
        indexed = true;
        known.end();
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
        selectById.close();
        selectByRow.close();
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
        if (known.areAll(lastRow)) {
            missing = loadKnown(missing);
        }
        if (!indexed && !missing.isEmpty()) {
            makeFindable();
        }
        load(missing, selectById);
    }

    /** Loads those of {@code missing} that have a row; returns those of which that cannot be told without an index. */
    private List<String> loadKnown(List<String> missing) throws SQLException {
        List<Long> rows = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (String id : missing) {
            long row = known.rowLike(id);
            if (row != 0) {
                rows.add(row);
                ids.add(id);
            }
        }
        load(rows, selectByRow);
        ids.removeIf(remembered::containsKey);
        return ids;
    }

    private static String select(String key) {
        return "SELECT id, checksum, " + RowState.COLUMNS + " FROM patterns WHERE " + key + " IN (?"
                + String.join("", Collections.nCopies(CHUNK - 1, ",?")) + ")";
    }

    private void load(List<?> keys, PreparedStatement select) throws SQLException {
        for (int from = 0; from < keys.size(); from += CHUNK) {
            for (int i = 0; i < CHUNK; i++) {
                select.setObject(i + 1, from + i < keys.size() ? keys.get(from + i) : null);
            }
            read(select);
        }
    }

    private void read(PreparedStatement select) throws SQLException {
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
