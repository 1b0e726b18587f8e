package dev.credence.storage;

import dev.credence.core.ledger.LedgerRow;
import dev.credence.storage.WriteBatch.LedgerChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The fates of the source records that the file shows. */
final class LedgerTable {
    private static final String COLUMNS = "topic, partition, topic_id, next_offset, consumed, applied, duplicate,"
            + " dead_lettered, batches, rows, window_opened_at, window_closed_at, last_append_at";

    private LedgerTable() {}

    static PreparedStatement prepareUpsert(Connection connection) throws SQLException {
        return connection.prepareStatement(
                "INSERT OR REPLACE INTO ledger(" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
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

    static List<LedgerEntry> read(ReadConnection connection) throws SQLException {
        List<LedgerEntry> entries = new ArrayList<>();
        try (ResultSet result = connection
                .prepared("SELECT " + COLUMNS + ", " + RefusedTable.joined(connection.connection())
                        + " ORDER BY topic, partition")
                .executeQuery()) {
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
                                RefusedTable.decode(result))));
            }
        }
        return entries;
    }
}
