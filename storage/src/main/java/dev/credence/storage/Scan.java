package dev.credence.storage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Shows patterns that have a body, in the order of rows. */
final class Scan {
    private static final String ROWS = "SELECT p.id, p.row, p.type, p.confidence, p.created_at, p.updated_at,"
            + " p.prior_mean, p.prior_strength, p.evidence_in, p.bodies_in, p.checksum, p.usage_count, e.partition, e.value,"
            + " e.checksum AS evidence_checksum FROM patterns p LEFT JOIN evidence e ON e.row = p.row"
            + " WHERE p.type IS NOT NULL";
    private static final String ORDER = " ORDER BY p.row, e.partition";
    static final String ALL = ROWS + ORDER;
    private static final int CHUNK = 64;
    private static final String SOME =
            ROWS + " AND p.row IN (?" + String.join("", Collections.nCopies(CHUNK - 1, ",?")) + ")" + ORDER;

    private static final String RANGE = ROWS + " AND p.row > ? AND p.row <= ?" + ORDER;
    private static final String LAST = "SELECT coalesce(max(row), 0) FROM patterns";

    private final ReadConnection connection;
    private final RowVisitor visitor;
    private @Nullable RowParts parts;
    private String type = "";
    private int shown;

    private Scan(ReadConnection connection, RowVisitor visitor) {
        this.connection = connection;
        this.visitor = visitor;
    }

    /** @return how many rows were shown */
    static int all(ReadConnection connection, RowVisitor visitor) throws SQLException {
        return new Scan(connection, visitor).run(connection.prepared(ALL));
    }

    /** @return how many of the rows after number {@code after} up to {@code last} were shown */
    static int range(ReadConnection connection, long after, long last, RowVisitor visitor) throws SQLException {
        PreparedStatement statement = connection.prepared(RANGE);
        statement.setLong(1, after);
        statement.setLong(2, last);
        return new Scan(connection, visitor).run(statement);
    }

    static long lastRow(ReadConnection connection) throws SQLException {
        try (ResultSet result = connection.prepared(LAST).executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    /** @return how many of the rows of those numbers were shown */
    static int of(ReadConnection connection, long[] numbers, RowVisitor visitor) throws SQLException {
        PreparedStatement statement = connection.prepared(SOME);
        int shown = 0;
        for (int from = 0; from < numbers.length; from += CHUNK) {
            for (int i = 0; i < CHUNK; i++) {
                // A number that is there twice is found once.
                statement.setLong(i + 1, numbers[Math.min(from + i, numbers.length - 1)]);
            }
            shown += new Scan(connection, visitor).run(statement);
        }
        return shown;
    }

    private int run(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                add(result);
            }
        }
        show();
        return shown;
    }

    private void add(ResultSet result) throws SQLException {
        if (parts == null || parts.row() != result.getLong("row")) {
            show();
            String id = String.valueOf(result.getString("id"));
            RowState state = RowState.read(result);
            StoredRows.requirePattern(id, state, result.getLong("checksum"));
            parts = new RowParts(id, state, result.getLong("usage_count"));
            type = result.getString("type");
        }
        byte[] value = result.getBytes("value");
        if (value != null) {
            parts.addEvidence(result.getInt("partition"), value, result.getLong("evidence_checksum"));
        }
    }

    private void show() {
        if (parts != null) {
            shown++;
            visitor.visit(parts.ranked(connection.meta().identity().halfLives(), type));
        }
    }
}
