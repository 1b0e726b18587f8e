package dev.credence.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many rows each table has, and the sum of their checksums, kept in the file with each commit: a row that is lost
 * whole, or is again what it was some commits ago, damages no row that is left. Confined to the writer thread.
 */
final class Sums implements AutoCloseable {
    /** What is summed. The names are in the stored form. */
    enum Of {
        PATTERNS,
        EVIDENCE,
        BODIES,
        BLOBS,
        DICTIONARIES,
        COMMIT_LOG,
        /** The small tables {@code ledger}, {@code positions} and {@code meta}, all of their columns as one checksum. */
        PROGRESS
    }

    /**
     * One table.
     *
     * @param checksums the sum of its rows' checksums
     */
    record Sum(long rows, long checksums) {
        static final Sum NONE = new Sum(0, 0);

        Sum plus(long checksum) {
            return new Sum(rows + 1, checksums + checksum);
        }

        Sum minus(long checksum) {
            return new Sum(rows - 1, checksums - checksum);
        }
    }

    private static final String TABLE = "SELECT 1 FROM sqlite_schema WHERE name = 'sums'";

    private final PreparedStatement upsert;
    private final Map<Of, Sum> sums = new EnumMap<>(Of.class);
    private final Map<Of, Sum> written = new EnumMap<>(Of.class);

    Sums(Connection connection) throws SQLException {
        this.upsert =
                connection.prepareStatement("INSERT OR REPLACE INTO sums(name, rows, checksums) VALUES (?, ?, ?)");
        written.putAll(read(connection));
        sums.putAll(written);
    }

    void add(Of table, long checksum) {
        sums.put(table, of(table).plus(checksum));
    }

    void remove(Of table, long checksum) {
        sums.put(table, of(table).minus(checksum));
    }

    void set(Of table, Sum sum) {
        sums.put(table, sum);
    }

    /** Whether the file has {@code sum} of that table; also if it has none, as in a file without a commit. */
    boolean isWritten(Of table, Sum sum) {
        return sum.equals(written.getOrDefault(table, sum));
    }

    /** Writes those that changed. */
    void write() throws SQLException {
        for (Map.Entry<Of, Sum> entry : sums.entrySet()) {
            if (!entry.getValue().equals(written.get(entry.getKey()))) {
                upsert.setString(1, entry.getKey().name());
                upsert.setLong(2, entry.getValue().rows());
                upsert.setLong(3, entry.getValue().checksums());
                upsert.executeUpdate();
                written.put(entry.getKey(), entry.getValue());
            }
        }
    }

    static Map<Of, Sum> read(Connection connection) throws SQLException {
        Map<Of, Sum> read = new EnumMap<>(Of.class);
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT name, rows, checksums FROM sums")) {
            while (result.next()) {
                read.put(Of.valueOf(result.getString(1)), new Sum(result.getLong(2), result.getLong(3)));
            }
        } catch (IllegalArgumentException damaged) {
            throw new SQLException("the table sums is damaged: " + damaged.getMessage(), damaged);
        }
        return read;
    }

    /** What is written of the small tables; null if nothing is, as in a file of an earlier version. */
    static @Nullable Sum ofProgress(ReadConnection connection) throws SQLException {
        try (ResultSet table = connection.prepared(TABLE).executeQuery()) {
            if (!table.next()) {
                return null;
            }
        }
        PreparedStatement select = connection.prepared("SELECT rows, checksums FROM sums WHERE name = ?");
        select.setString(1, Of.PROGRESS.name());
        try (ResultSet result = select.executeQuery()) {
            return result.next() ? new Sum(result.getLong(1), result.getLong(2)) : null;
        }
    }

    @Override
    public void close() throws SQLException {
        upsert.close();
    }

    private Sum of(Of table) {
        return sums.getOrDefault(table, Sum.NONE);
    }
}
