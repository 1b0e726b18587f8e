package dev.credence.storage;

import dev.credence.core.body.BodyRecord;
import dev.credence.core.body.StoredBody;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads whole patterns, all in the snapshot of one transaction, and verifies what it reads. */
final class RowReader {
    private static final int CHUNK = 64;
    private static final String SEQ = "SELECT coalesce(max(seq), 0) FROM commit_log";
    private static final String PATTERNS =
            "SELECT id, checksum, usage_count, " + RowState.COLUMNS + " FROM patterns WHERE ";
    static final String BY_ID = PATTERNS + "id IN ";
    private static final String BY_NUMBER = PATTERNS + "row IN ";
    static final String EVIDENCE = "SELECT row, partition, value, checksum FROM evidence WHERE row IN ";
    static final String BODIES = "SELECT row, partition, value, text_blob, embedding_blob, trajectory_blob,"
            + " checksum FROM bodies WHERE row IN ";

    private final ReadConnection connection;
    private final long seq;

    /** @param seq the commit that the transaction shows */
    RowReader(ReadConnection connection, long seq) {
        this.connection = connection;
        this.seq = seq;
    }

    /** The patterns of {@code ids} that are known, in that order. */
    List<PatternRow> read(List<String> ids) throws SQLException {
        List<PatternRow> rows = new ArrayList<>(ids.size());
        for (int from = 0; from < ids.size(); from += CHUNK) {
            readChunk(ids.subList(from, Math.min(from + CHUNK, ids.size())), rows);
        }
        return rows;
    }

    /** The patterns of the rows of those numbers, in any order. */
    List<PatternRow> read(long[] numbers) throws SQLException {
        List<PatternRow> rows = new ArrayList<>(numbers.length);
        for (int from = 0; from < numbers.length; from += CHUNK) {
            List<Long> chunk = Arrays.stream(numbers, from, Math.min(from + CHUNK, numbers.length))
                    .boxed()
                    .toList();
            for (RowParts parts : whole(patterns(BY_NUMBER, chunk)).values()) {
                rows.add(row(parts));
            }
        }
        return rows;
    }

    static long seq(ReadConnection connection) throws SQLException {
        try (ResultSet result = connection.prepared(SEQ).executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    private void readChunk(List<String> ids, List<PatternRow> rows) throws SQLException {
        Map<String, RowParts> byId = whole(patterns(BY_ID, ids));
        int found = 0;
        for (String id : ids) {
            RowParts parts = byId.get(id);
            if (parts != null) {
                rows.add(row(parts));
                found++;
            }
        }
        StoredRows.require(found == byId.size(), ids.get(0), "another id in a row of that id");
    }

    private Map<String, RowParts> whole(Map<String, RowParts> byId) throws SQLException {
        Map<Long, RowParts> byRow = new HashMap<>(byId.size() * 2);
        byId.values().forEach(parts -> byRow.put(parts.row(), parts));
        List<Long> numbers = List.copyOf(byRow.keySet());
        addEvidence(numbers, byRow);
        addBodies(numbers, byRow);
        return byId;
    }

    private PatternRow row(RowParts parts) throws SQLException {
        return parts.row(seq, connection.meta().identity().halfLives(), this::body);
    }

    /** @param by {@link #BY_ID} or {@link #BY_NUMBER} */
    private Map<String, RowParts> patterns(String by, List<?> keys) throws SQLException {
        Map<String, RowParts> byId = new HashMap<>(keys.size() * 2);
        try (ResultSet result = select(by, keys)) {
            while (result.next()) {
                String id = String.valueOf(result.getString("id"));
                RowState state = RowState.read(result);
                StoredRows.requirePattern(id, state, result.getLong("checksum"));
                byId.put(id, new RowParts(id, state, result.getLong("usage_count")));
            }
        }
        return byId;
    }

    private void addEvidence(List<Long> numbers, Map<Long, RowParts> byRow) throws SQLException {
        if (numbers.isEmpty()) {
            return;
        }
        try (ResultSet result = select(EVIDENCE, numbers)) {
            while (result.next()) {
                part(byRow, result).addEvidence(result.getInt(2), result.getBytes(3), result.getLong(4));
            }
        }
    }

    private void addBodies(List<Long> numbers, Map<Long, RowParts> byRow) throws SQLException {
        if (numbers.isEmpty()) {
            return;
        }
        try (ResultSet result = select(BODIES, numbers)) {
            while (result.next()) {
                RowParts parts = part(byRow, result);
                BodyRecord head = BodyParts.head(parts.id(), result);
                parts.addBody(head, BodyParts.refs(result));
            }
        }
    }

    private static RowParts part(Map<Long, RowParts> byRow, ResultSet result) throws SQLException {
        RowParts parts = byRow.get(result.getLong(1));
        if (parts == null) {
            throw new SQLException("a row that was not asked for");
        }
        return parts;
    }

    private StoredBody body(String id, StoredBody head, BlobRefs refs) throws SQLException {
        return BodyParts.whole(id, head, refs, connection);
    }

    /** One or a chunk of keys: two statements, whatever the number. */
    private ResultSet select(String sql, List<?> keys) throws SQLException {
        int places = keys.size() == 1 ? 1 : CHUNK;
        PreparedStatement statement =
                connection.prepared(sql + "(?" + String.join("", Collections.nCopies(places - 1, ",?")) + ")");
        for (int i = 0; i < places; i++) {
            statement.setObject(i + 1, i < keys.size() ? keys.get(i) : null);
        }
        return statement.executeQuery();
    }
}
