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
    private static final String ANY_ROW = "((SELECT max(row) FROM patterns))";

    private HotQueries() {}

    static List<QueryFigures> run(ReadConnection connection) throws SQLException {
        List<QueryFigures> figures = new ArrayList<>();
        for (Map.Entry<String, String> statement :
                statements(Schema.hasCarried(connection.connection())).entrySet()) {
            figures.add(new QueryFigures(
                    statement.getKey(),
                    plan(statement.getValue(), connection),
                    micros(statement.getValue(), connection)));
        }
        return figures;
    }

    /** Those that are run, with something that is there in the place of what is asked for; the lists are SQL users'. */
    private static Map<String, String> statements(boolean carrying) {
        String since = carrying ? SqliteChangeFeed.SINCE : SqliteChangeFeed.SINCE_BARE;
        Map<String, String> statements = new LinkedHashMap<>();
        statements.put("row by id", RowReader.BY_ID + "((SELECT id FROM patterns LIMIT 1))");
        statements.put("evidence of a row", RowReader.EVIDENCE + ANY_ROW);
        statements.put("body of a row", RowReader.BODIES + ANY_ROW);
        statements.put("part of a body", BodyParts.BLOB.replace("?", "(SELECT max(blob) FROM blobs)"));
        statements.put("dictionary", Dictionaries.SELECT.replace("?", "(SELECT max(name) FROM dictionaries)"));
        statements.put("commits since", since.replace("?", "(SELECT max(seq) FROM commit_log)"));
        statements.put(
                "best of a type",
                "SELECT id FROM patterns WHERE type = (SELECT type FROM patterns LIMIT 1) AND confidence >= 0.5"
                        + " ORDER BY confidence DESC LIMIT 50");
        statements.put(
                "most used",
                "SELECT id FROM patterns WHERE usage_count > 0 ORDER BY usage_count DESC, last_used DESC LIMIT 50");
        statements.put("all rows, for ranking", Scan.ALL);
        return statements;
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
