package dev.credence.storage;

import dev.credence.storage.ViewReport.QueryFigures;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statements that are run for every question, how SQLite goes about each, and how long it takes. */
final class HotQueries {
    private static final int RUNS = 20;
    private static final Map<String, String> STATEMENTS = new LinkedHashMap<>();

    static {
        STATEMENTS.put("row by id", "SELECT * FROM patterns WHERE id IN ((SELECT id FROM patterns LIMIT 1))");
        STATEMENTS.put("evidence of a row", "SELECT * FROM evidence WHERE row IN ((SELECT max(row) FROM patterns))");
        STATEMENTS.put("body of a row", "SELECT * FROM bodies WHERE row IN ((SELECT max(row) FROM patterns))");
        STATEMENTS.put("part of a body", "SELECT * FROM blobs WHERE blob = (SELECT max(blob) FROM blobs)");
        STATEMENTS.put("dictionary", "SELECT * FROM dictionaries WHERE name = (SELECT max(name) FROM dictionaries)");
        STATEMENTS.put("commits since", "SELECT * FROM commit_log WHERE seq >= (SELECT max(seq) FROM commit_log)");
        STATEMENTS.put(
                "best of a type",
                "SELECT id FROM patterns WHERE type = (SELECT type FROM patterns LIMIT 1) AND confidence >= 0.5"
                        + " ORDER BY confidence DESC LIMIT 50");
        STATEMENTS.put(
                "most used",
                "SELECT id FROM patterns WHERE usage_count > 0 ORDER BY usage_count DESC, last_used DESC LIMIT 50");
        STATEMENTS.put(
                "all rows, for ranking",
                "SELECT p.id, e.value FROM patterns p LEFT JOIN evidence e ON e.row = p.row"
                        + " WHERE p.type IS NOT NULL ORDER BY p.row, e.partition");
    }

    private HotQueries() {}

    static List<QueryFigures> run(ReadConnection connection) throws SQLException {
        List<QueryFigures> figures = new ArrayList<>();
        for (Map.Entry<String, String> statement : STATEMENTS.entrySet()) {
            figures.add(new QueryFigures(
                    statement.getKey(),
                    plan(statement.getValue(), connection),
                    micros(statement.getValue(), connection)));
        }
        return figures;
    }

    private static List<String> plan(String sql, ReadConnection connection) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (ResultSet result = connection.prepared("EXPLAIN QUERY PLAN " + sql).executeQuery()) {
            while (result.next()) {
                steps.add(result.getString("detail"));
            }
        }
        return steps;
    }

    /** The median: the first run reads from the disk. */
    private static long micros(String sql, ReadConnection connection) throws SQLException {
        PreparedStatement statement = connection.prepared(sql);
        List<Long> took = new ArrayList<>();
        long beganNanos = System.nanoTime();
        while (took.isEmpty() || (took.size() < RUNS && System.nanoTime() - beganNanos < 1_000_000_000L)) {
            long from = System.nanoTime();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    Object unused = result.getObject(1);
                }
            }
            took.add(System.nanoTime() - from);
        }
        took.sort(null);
        return took.get(took.size() / 2) / 1_000;
    }
}
