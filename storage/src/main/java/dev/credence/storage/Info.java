package dev.credence.storage;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads the file's figures. */
final class Info {
    private static final String LAST = """
            SELECT coalesce(max(seq), 0), (SELECT coalesce(max(committed_at), -1) FROM commit_log),
              (SELECT coalesce(max(row), 0) FROM patterns) FROM commit_log""";

    private Info() {}

    static ViewInfo read(ReadConnection connection) throws SQLException {
        Meta meta = Meta.read(connection.connection());
        try (ResultSet last = connection.prepared(LAST).executeQuery()) {
            if (!last.next()) {
                throw new SQLException("no answer about the last commit");
            }
            return new ViewInfo(
                    meta.identity(),
                    meta.generation(),
                    last.getLong(1),
                    last.getLong(2),
                    meta.createdAtMs(),
                    meta.caughtUpAtMs(),
                    meta.patterns(),
                    last.getLong(3),
                    meta.originalBytes(),
                    meta.storedBytes(),
                    ViewFiles.bytes(connection.file().path()),
                    ViewFiles.walBytes(connection.file().path()));
        }
    }
}
