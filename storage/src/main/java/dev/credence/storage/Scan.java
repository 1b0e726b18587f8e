package dev.credence.storage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Shows every pattern that has a body, in the order of rows. */
final class Scan {
    private static final String ROWS = "SELECT p.id, p.row, p.type, p.confidence, p.created_at, p.updated_at,"
            + " p.prior_mean, p.prior_strength, p.evidence_in, p.bodies_in, p.checksum, e.partition, e.value,"
            + " e.checksum AS evidence_checksum FROM patterns p LEFT JOIN evidence e ON e.row = p.row"
            + " WHERE p.type IS NOT NULL ORDER BY p.row, e.partition";

    private final ReadConnection connection;
    private final RowVisitor visitor;
    private @Nullable RowParts parts;
    private String type = "";

    private Scan(ReadConnection connection, RowVisitor visitor) {
        this.connection = connection;
        this.visitor = visitor;
    }

    /** @return the commit that the snapshot shows */
    static long run(ReadConnection connection, RowVisitor visitor) throws SQLException {
        long seq = RowReader.seq(connection);
        new Scan(connection, visitor).run();
        return seq;
    }

    private void run() throws SQLException {
        PreparedStatement statement = connection.prepared(ROWS);
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                add(result);
            }
        }
        show();
    }

    private void add(ResultSet result) throws SQLException {
        if (parts == null || parts.row() != result.getLong("row")) {
            show();
            String id = result.getString("id");
            RowState state = RowState.read(result);
            StoredRows.requirePattern(id, state, result.getLong("checksum"));
            parts = new RowParts(id, state);
            type = result.getString("type");
        }
        byte[] value = result.getBytes("value");
        if (value != null) {
            parts.addEvidence(result.getInt("partition"), value, result.getLong("evidence_checksum"));
        }
    }

    private void show() {
        if (parts != null) {
            visitor.visit(parts.ranked(connection.meta().identity().halfLives(), type));
        }
    }
}
