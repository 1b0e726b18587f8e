package dev.credence.storage;

import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.ledger.LedgerFormat;
import dev.credence.core.ledger.RefusedRecord;
import dev.credence.storage.WriteBatch.LedgerChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** The last refused records of each source partition. A file of an earlier build has no checksums of them, or no table. */
final class RefusedTable {
    private static final int UNKNOWN = -1;

    private RefusedTable() {}

    static PreparedStatement prepareUpsert(Connection connection) throws SQLException {
        return connection.prepareStatement(
                "INSERT OR REPLACE INTO refused(topic, partition, records, checksum) VALUES (?, ?, ?, ?)");
    }

    static void put(PreparedStatement upsert, List<LedgerChange> changes) throws SQLException {
        for (LedgerChange change : changes) {
            if (!change.row().refused().isEmpty()) {
                String topic = change.row().topic();
                byte[] records = LedgerFormat.encodeRefused(change.row().refused());
                upsert.setString(1, topic);
                upsert.setInt(2, change.partition());
                upsert.setBytes(3, records);
                upsert.setLong(4, Checksums.refused(topic, change.partition(), records));
                upsert.executeUpdate();
            }
        }
    }

    /** Rows of the ledger with what {@link #decode} wants, as far as the file has it. */
    static String joined(Connection connection) throws SQLException {
        return switch (Schema.ofRefused(connection)) {
            case MISSING -> "NULL AS records, NULL AS checksum FROM ledger";
            case WITHOUT_CHECKSUMS ->
                "records, NULL AS checksum FROM ledger LEFT JOIN refused USING (topic, partition)";
            case WHOLE -> "records, checksum FROM ledger LEFT JOIN refused USING (topic, partition)";
        };
    }

    /** @throws SQLException if they are not what was written */
    static List<RefusedRecord> decode(ResultSet joined) throws SQLException {
        byte[] records = joined.getBytes("records");
        if (records == null) {
            return List.of();
        }
        String topic = joined.getString("topic");
        int partition = joined.getInt("partition");
        long checksum = Columns.longOr(joined, "checksum", UNKNOWN);
        if (checksum != UNKNOWN && checksum != Checksums.refused(topic, partition, records)) {
            throw damaged(topic, partition, null);
        }
        try {
            return LedgerFormat.decodeRefused(records);
        } catch (MalformedBytesException e) {
            throw damaged(topic, partition, e);
        }
    }

    private static SQLException damaged(String topic, int partition, @Nullable Exception cause) {
        return new SQLException(
                "the refused records of " + topic + "-" + partition + " are not as written",
                null,
                SQLiteErrorCode.SQLITE_CORRUPT.code,
                cause);
    }
}
