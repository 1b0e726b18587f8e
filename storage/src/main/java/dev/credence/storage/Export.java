package dev.credence.storage;

import dev.credence.core.body.BodyRecord;
import dev.credence.core.body.StoredBody;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Shows a whole snapshot, and verifies what it shows. */
final class Export {
    private static final String EVIDENCE = "SELECT p.id, e.partition, e.value, e.checksum FROM evidence e"
            + " JOIN patterns p ON p.row = e.row ORDER BY e.row, e.partition";
    private static final String BODIES = "SELECT p.id, b.partition, b.value, b.text_blob, b.embedding_blob,"
            + " b.trajectory_blob, b.checksum FROM bodies b JOIN patterns p ON p.row = b.row"
            + " ORDER BY b.row, b.partition";

    private Export() {}

    /** @return the commit that the snapshot shows */
    static long run(ReadConnection connection, ViewExport visitor) throws SQLException {
        long seq = RowReader.seq(connection);
        LedgerTable.read(connection).forEach(visitor::ledger);
        evidence(connection, visitor);
        bodies(connection, visitor);
        return seq;
    }

    private static void evidence(ReadConnection connection, ViewExport visitor) throws SQLException {
        try (ResultSet result = connection.prepared(EVIDENCE).executeQuery()) {
            while (result.next()) {
                String id = result.getString("id");
                int partition = result.getInt("partition");
                byte[] value = result.getBytes("value");
                StoredRows.requireEvidence(id, partition, value, result.getLong("checksum"));
                visitor.evidence(id, partition, value);
            }
        }
    }

    private static void bodies(ReadConnection connection, ViewExport visitor) throws SQLException {
        try (ResultSet result = connection.prepared(BODIES).executeQuery()) {
            while (result.next()) {
                String id = result.getString("id");
                BodyRecord head = BodyParts.head(id, result);
                BlobRefs refs = BodyParts.refs(result);
                visitor.body(
                        id,
                        result.getInt("partition"),
                        head instanceof StoredBody stored ? BodyParts.whole(id, stored, refs, connection) : head);
            }
        }
    }
}
