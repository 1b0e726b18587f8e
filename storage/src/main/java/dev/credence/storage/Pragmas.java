package dev.credence.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Settings of one connection. SQLite ignores what it cannot set, so each is read back. */
final class Pragmas {
    private final Connection connection;

    Pragmas(Connection connection) {
        this.connection = connection;
    }

    Pragmas set(String name, long value) throws SQLException {
        return set(name, Long.toString(value), Long.toString(value));
    }

    /** @param readBack what SQLite calls {@code value} when asked */
    Pragmas set(String name, String value, String readBack) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA " + name + "=" + value);
        }
        String now = get(name);
        if (!now.equalsIgnoreCase(readBack)) {
            throw new SQLException("PRAGMA " + name + " stayed " + now + " when set to " + value);
        }
        return this;
    }

    Pragmas synchronous(String level) throws SQLException {
        String number = switch (level) {
            case "off" -> "0";
            case "normal" -> "1";
            default -> "2";
        };
        return set("synchronous", level, number);
    }

    String get(String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA " + name)) {
            return result.next() ? result.getString(1) : "unset";
        }
    }
}
