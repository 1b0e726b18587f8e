package dev.credence.storage;

import dev.credence.storage.Sums.Sum;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;

/** Sums the tables of a file as they are now. */
final class Counting {
    private static final Map<Sums.Of, String> SUMMED = Map.of(
            Sums.Of.PATTERNS, "patterns",
            Sums.Of.EVIDENCE, "evidence",
            Sums.Of.BODIES, "bodies",
            Sums.Of.BLOBS, "blobs",
            Sums.Of.DICTIONARIES, "dictionaries");

    /** Small, and wholly rewritten or read anyhow. */
    private static final String[] PROGRESS = {
        "SELECT * FROM ledger ORDER BY topic, partition",
        "SELECT * FROM positions ORDER BY topic, partition",
        "SELECT * FROM meta"
    };

    private Counting() {}

    static Map<Sums.Of, Sum> all(Connection connection) throws SQLException {
        Map<Sums.Of, Sum> sums = new EnumMap<>(Sums.Of.class);
        for (Map.Entry<Sums.Of, String> table : SUMMED.entrySet()) {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(
                            "SELECT count(*), coalesce(sum(checksum), 0) FROM " + table.getValue())) {
                sums.put(table.getKey(), new Sum(result.getLong(1), result.getLong(2)));
            }
        }
        sums.put(Sums.Of.COMMIT_LOG, commits(connection));
        sums.put(Sums.Of.PROGRESS, progress(connection));
        return sums;
    }

    /** All columns of the small tables. */
    static Sum progress(Connection connection) throws SQLException {
        Checksums.Rows rows = new Checksums.Rows();
        for (String sql : PROGRESS) {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    rows.next();
                    for (int column = 1; column <= columns; column++) {
                        rows.column(String.valueOf(result.getString(column)));
                    }
                }
            }
        }
        return new Sum(rows.count(), rows.checksum());
    }

    private static Sum commits(Connection connection) throws SQLException {
        Sum sum = Sum.NONE;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(CommitLog.SELECT)) {
            while (result.next()) {
                sum = sum.plus(CommitLog.checksum(result));
            }
        }
        return sum;
    }
}
