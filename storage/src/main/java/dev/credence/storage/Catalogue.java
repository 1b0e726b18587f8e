package dev.credence.storage;

import dev.credence.storage.ViewReport.Index;
import dev.credence.storage.ViewReport.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables and indexes of a file, and what each takes of it. Reads every page once. */
final class Catalogue {
    private final Connection connection;
    private final Map<String, Long> bytes;

    Catalogue(Connection connection) throws SQLException {
        this.connection = connection;
        this.bytes = bytes(connection);
    }

    List<Table> tables() throws SQLException {
        List<Table> tables = new ArrayList<>();
        for (String name : names()) {
            try (Statement statement = connection.createStatement();
                    ResultSet count = statement.executeQuery("SELECT count(*) FROM " + quoted(name))) {
                count.next();
                tables.add(new Table(name, count.getLong(1), bytes.getOrDefault(name, 0L)));
            }
        }
        return tables;
    }

    List<Index> indexes() throws SQLException {
        List<Index> indexes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY tbl_name, name")) {
            while (result.next()) {
                String name = result.getString(1);
                indexes.add(new Index(
                        name,
                        result.getString(2),
                        columns(name),
                        condition(result.getString(3)),
                        bytes.getOrDefault(name, 0L)));
            }
        }
        return indexes;
    }

    private List<String> names() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT name FROM sqlite_schema WHERE type = 'table'"
                        + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }

    private List<String> columns(String index) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT coalesce(name, '(expression)'), \"desc\" FROM pragma_index_xinfo(?) WHERE key = 1"
                        + " ORDER BY seqno")) {
            statement.setString(1, index);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    columns.add(result.getString(1) + (result.getInt(2) == 1 ? " DESC" : ""));
                }
            }
        }
        return columns;
    }

    private static @Nullable String condition(@Nullable String sql) {
        int at = sql == null ? -1 : sql.toUpperCase(Locale.ROOT).lastIndexOf(" WHERE ");
        return sql == null || at < 0
                ? null
                : sql.substring(at + " WHERE ".length()).trim();
    }

    private static Map<String, Long> bytes(Connection connection) throws SQLException {
        Map<String, Long> bytes = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT name, sum(pgsize) FROM dbstat GROUP BY name")) {
            while (result.next()) {
                bytes.put(result.getString(1), result.getLong(2));
            }
        }
        return bytes;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
