package dev.credence.storage;

import dev.credence.storage.WriteBatch.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** How far the compacted topics have been read. */
final class PositionTable implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement upsert;

    PositionTable(Connection connection) throws SQLException {
        this.connection = connection;
        this.upsert = connection.prepareStatement("INSERT OR REPLACE INTO positions(topic, partition, topic_id,"
                + " \"offset\", leader_epoch) VALUES (?, ?, ?, ?, ?)");
    }

    void put(List<Position> positions) throws SQLException {
        for (Position position : positions) {
            upsert.setString(1, position.topic());
            upsert.setInt(2, position.partition());
            upsert.setString(3, position.topicId());
            upsert.setLong(4, position.offset());
            upsert.setInt(5, position.leaderEpoch());
            upsert.addBatch();
        }
        upsert.executeBatch();
    }

    List<Position> all() throws SQLException {
        return all(connection);
    }

    static List<Position> all(Connection connection) throws SQLException {
        List<Position> positions = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT topic, partition, topic_id, \"offset\", leader_epoch"
                        + " FROM positions ORDER BY topic, partition")) {
            while (result.next()) {
                positions.add(new Position(
                        result.getString(1),
                        result.getInt(2),
                        result.getString(3),
                        result.getLong(4),
                        result.getInt(5)));
            }
        }
        return positions;
    }

    @Override
    public void close() throws SQLException {
        upsert.close();
    }
}
