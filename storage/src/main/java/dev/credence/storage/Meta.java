package dev.credence.storage;

import dev.credence.core.evidence.HalfLives;
import dev.credence.core.evidence.HalfLives.ForPrefix;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.sqlite.SQLiteErrorCode;

/** The one row that says what the file is. */
record Meta(
        ViewIdentity identity,
        String generation,
        long createdAtMs,
        long caughtUpAtMs,
        long patterns,
        long originalBytes,
        long storedBytes) {

    static void insert(Connection connection, ViewIdentity identity, String generation, long nowMs)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO meta VALUES (1, ?, ?, ?, ?, ?, -1, 0, 0, 0)")) {
            insert.setString(1, generation);
            insert.setString(2, identity.applicationId());
            insert.setString(3, identity.topicsPrefix());
            insert.setString(4, text(identity.halfLives()));
            insert.setLong(5, nowMs);
            insert.executeUpdate();
        }
    }

    static Meta read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM meta")) {
            if (!result.next()) {
                throw damaged("is empty");
            }
            return new Meta(
                    identity(result),
                    required(result, "generation"),
                    result.getLong("created_at"),
                    result.getLong("caught_up_at"),
                    result.getLong("patterns"),
                    result.getLong("original_bytes"),
                    result.getLong("stored_bytes"));
        }
    }

    private static ViewIdentity identity(ResultSet result) throws SQLException {
        String halfLives = required(result, "half_lives");
        try {
            return new ViewIdentity(
                    required(result, "application_id"), required(result, "topics_prefix"), halfLives(halfLives));
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw damaged("says '" + halfLives + "': " + malformed.getMessage());
        }
    }

    private static String required(ResultSet result, String column) throws SQLException {
        String value = result.getString(column);
        if (value == null) {
            throw damaged("has no " + column);
        }
        return value;
    }

    /** As SQLite itself says it. */
    private static SQLException damaged(String what) {
        return new SQLException("the table meta " + what, null, SQLiteErrorCode.SQLITE_CORRUPT.code);
    }

    static PreparedStatement prepareUpdate(Connection connection) throws SQLException {
        return connection.prepareStatement(
                "UPDATE meta SET patterns = ?, original_bytes = ?, stored_bytes = ?, caught_up_at = ?");
    }

    Totals totals() {
        return new Totals(patterns, originalBytes, storedBytes);
    }

    /** @throws OtherViewException if the file is not a view of {@code wanted} */
    void require(ViewIdentity wanted, Path file) {
        if (!identity.equals(wanted)) {
            throw new OtherViewException(file + " is a view of " + identity + ", wanted was " + wanted
                    + ": delete the view's directory, which rebuilds it, or set another data.dir");
        }
    }

    /** The default in milliseconds, then a line {@code prefix=milliseconds} each. */
    static String text(HalfLives halfLives) {
        return halfLives.defaultMs()
                + halfLives.prefixes().stream()
                        .map(prefix -> "\n" + prefix.prefix() + "=" + prefix.halfLifeMs())
                        .collect(Collectors.joining());
    }

    static HalfLives halfLives(String text) {
        List<String> lines = text.lines().toList();
        return new HalfLives(
                Long.parseLong(lines.get(0)),
                lines.stream().skip(1).map(Meta::forPrefix).toList());
    }

    private static ForPrefix forPrefix(String line) {
        int equals = line.lastIndexOf('=');
        return new ForPrefix(line.substring(0, equals), Long.parseLong(line.substring(equals + 1)));
    }
}
