package dev.credence.storage;

import dev.credence.core.ledger.LedgerFormat;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.ledger.RefusedRecord;
import dev.credence.storage.WriteBatch.LedgerChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fates of the source records that the file shows. */
final class LedgerTable {
    private static final String COLUMNS = "topic, partition, topic_id, next_offset, consumed, applied, duplicate,"
            + " dead_lettered, batches, rows, window_opened_at, window_closed_at, last_append_at";

    static final String SELECT = "SELECT " + COLUMNS
            + ", records FROM ledger LEFT JOIN refused USING (topic, partition) ORDER BY topic, partition";

    private LedgerTable() {}

    static PreparedStatement prepareUpsert(Connection connection) throws SQLException {
        return connection.prepareStatement(
                "INSERT OR REPLACE INTO ledger(" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    static PreparedStatement prepareRefused(Connection connection) throws SQLException {
        return connection.prepareStatement(
                "INSERT OR REPLACE INTO refused(topic, partition, records) VALUES (?, ?, ?)");
    }

    static void putRefused(PreparedStatement upsert, List<LedgerChange> changes) throws SQLException {
        for (LedgerChange change : changes) {
            if (!change.row().refused().isEmpty()) {
                upsert.setString(1, change.row().topic());
                upsert.setInt(2, change.partition());
                upsert.setBytes(3, LedgerFormat.encodeRefused(change.row().refused()));
                upsert.executeUpdate();
            }
        }
    }

    static void put(PreparedStatement upsert, List<LedgerChange> changes) throws SQLException {
        for (LedgerChange change : changes) {
            LedgerRow row = change.row();
            upsert.setString(1, row.topic());
            upsert.setInt(2, change.partition());
            upsert.setString(3, row.topicId());
            upsert.setLong(4, row.nextOffset());
            upsert.setLong(5, row.consumed());
            upsert.setLong(6, row.applied());
            upsert.setLong(7, row.duplicate());
            upsert.setLong(8, row.deadLettered());
            upsert.setLong(9, row.batches());
            upsert.setLong(10, row.rows());
            upsert.setLong(11, row.windowOpenedMs());
            upsert.setLong(12, row.windowClosedMs());
            upsert.setLong(13, row.lastAppendMs());
            upsert.addBatch();
        }
        upsert.executeBatch();
    }

    static List<LedgerEntry> read(PreparedStatement select) throws SQLException {
        List<LedgerEntry> entries = new ArrayList<>();
        try (ResultSet result = select.executeQuery()) {
            while (result.next()) {
                entries.add(new LedgerEntry(
                        result.getInt(2),
                        new LedgerRow(
                                result.getString(1),
                                result.getString(3),
                                result.getLong(4),
                                result.getLong(5),
                                result.getLong(6),
                                result.getLong(7),
                                result.getLong(8),
                                result.getLong(9),
                                result.getLong(10),
                                result.getLong(11),
                                result.getLong(12),
                                result.getLong(13),
                                // Of use to the writer only.
                                false,
                                refused(result.getBytes(14)))));
            }
        }
        return entries;
    }

    private static List<RefusedRecord> refused(byte @Nullable [] records) {
        return records == null ? List.of() : LedgerFormat.decodeRefused(records);
    }
}
