package dev.credence.storage;

import dev.credence.core.bytes.MalformedBytesException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** The feed over a connection of its own, which is in no transaction while it only looks whether there is news. */
final class SqliteChangeFeed implements ChangeFeed {
    private static final String LAST =
            "SELECT (SELECT coalesce(max(seq), 0) FROM commit_log), (SELECT coalesce(max(row), 0) FROM patterns)";
    static final String SINCE = "SELECT seq, committed_at, changed, ids_changed, c.value, c.checksum"
            + " FROM commit_log LEFT JOIN carried c USING (seq) WHERE seq >= ? ORDER BY seq";
    /** In a file of an earlier build. */
    static final String SINCE_BARE =
            "SELECT seq, committed_at, changed, ids_changed, NULL, NULL FROM commit_log WHERE seq >= ? ORDER BY seq";

    private final ViewConfig config;
    private final CurrentFile current;
    private @Nullable ReadConnection connection;
    private boolean carrying;
    private long version;
    private long seq;

    SqliteChangeFeed(ViewConfig config, CurrentFile current) {
        this.config = config;
        this.current = current;
    }

    @Override
    public @Nullable Changes poll() {
        ServedFile file;
        try {
            file = current.get();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        try {
            ReadConnection open = connection;
            if (open == null || !open.file().equals(file)) {
                close();
                open = ReadConnection.open(file, config, new Dictionaries());
                connection = open;
                carrying = Schema.hasCarried(open.connection());
                return look(open, true);
            }
            return look(open, false);
        } catch (SQLException e) {
            close();
            ViewException failure = Failures.of(e, "follow the commits", file.path());
            if (failure instanceof DamagedViewException) {
                DamageNote.of(file.path()).leave(failure);
            }
            throw failure;
        }
    }

    private @Nullable Changes look(ReadConnection open, boolean first) throws SQLException {
        // Asked before the log is read: what is committed in between shows as another version next time.
        long now = version(open);
        if (!first && now == version) {
            return null;
        }
        Optional<Changes> changes = open.inTransaction(reading -> first ? Optional.of(anew(reading)) : since(reading));
        version = now;
        return changes.orElse(null);
    }

    private Changes anew(ReadConnection open) throws SQLException {
        try (ResultSet result = open.prepared(LAST).executeQuery()) {
            if (!result.next()) {
                throw new SQLException("no answer about the last commit");
            }
            seq = result.getLong(1);
            return new Changes.Anew(open.meta().identity(), open.meta().generation(), seq, result.getLong(2));
        }
    }

    /** Empty: what changed is no commit, such as the note of the last catch-up. */
    private Optional<Changes> since(ReadConnection open) throws SQLException {
        List<Changes.Commit> commits = new ArrayList<>();
        boolean lastIsThere = seq == 0;
        long last = seq;
        PreparedStatement statement = open.prepared(carrying ? SINCE : SINCE_BARE);
        statement.setLong(1, seq);
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                long found = result.getLong(1);
                if (found == seq) {
                    lastIsThere = true;
                } else if (found == last + 1) {
                    commits.add(commit(found, result));
                    last = found;
                } else {
                    return Optional.of(anew(open));
                }
            }
        }
        if (!commits.isEmpty()) {
            seq = last;
            return Optional.of(new Changes.Commits(commits));
        }
        // Without its last commit the log was rolled back behind it.
        return lastIsThere ? Optional.empty() : Optional.of(anew(open));
    }

    private static Changes.Commit commit(long seq, ResultSet result) throws SQLException {
        try {
            long[] rows = CommitLog.unpack(result.getBytes(3));
            return new Changes.Commit(
                    seq,
                    result.getLong(2),
                    rows,
                    result.getInt(4) != 0,
                    CarriedTable.decode(seq, rows.length, result.getBytes(5), result.getLong(6)));
        } catch (MalformedBytesException damaged) {
            throw new SQLException(
                    "the changed rows of commit " + seq + " are not as written",
                    null,
                    SQLiteErrorCode.SQLITE_CORRUPT.code,
                    damaged);
        }
    }

    private static long version(ReadConnection open) throws SQLException {
        try (ResultSet result = open.prepared("PRAGMA data_version").executeQuery()) {
            return result.next() ? result.getLong(1) : -1;
        }
    }

    @Override
    public void close() {
        ReadConnection open = connection;
        connection = null;
        if (open != null) {
            ReaderPool.close(open);
        }
    }
}
