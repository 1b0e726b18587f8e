package dev.credence.storage;

import dev.credence.core.body.BodyRecord;
import dev.credence.core.body.StoredBody;
import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.HalfLives;
import dev.credence.storage.Sums.Sum;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every row: whether SQLite finds the file whole, each row is what was written, and all of them are there.
 * Confined to one thread.
 *
 * <p>A row's checksum says nothing about rows that are gone, about indexes, and about the columns that are told from
 * evidence: the first is seen by comparing counts and sums, the second by SQLite's own check, the third by telling them
 * again. Each question is a transaction of its own, and rows are read some thousands at a time, so that no snapshot is kept
 * for long: the log could not be cut off meanwhile. O(file), a few microseconds a row.
 */
final class Scrub {
    private static final int ROWS_AT_A_TIME = 10_000;
    private static final String[] TABLES = {
        "sqlite_schema",
        "patterns",
        "evidence",
        "bodies",
        "blobs",
        "dictionaries",
        "ledger",
        "positions",
        "commit_log",
        "meta",
        "sums"
    };
    private static final String PATTERNS = "SELECT p.id, p.checksum, p.row, p.type, p.confidence, p.created_at,"
            + " p.updated_at, p.prior_mean, p.prior_strength, p.evidence_in, p.bodies_in, p.lower_bound, p.valued_at,"
            + " p.usage_count, p.last_used, e.partition, e.value, e.checksum AS evidence_checksum FROM patterns p"
            + " LEFT JOIN evidence e ON e.row = p.row WHERE p.row BETWEEN ? AND ? ORDER BY p.row, e.partition";
    private static final String BODIES = "SELECT p.id, b.partition, b.value, b.text_blob, b.embedding_blob,"
            + " b.trajectory_blob, b.original_bytes, b.stored_bytes, b.checksum FROM bodies b"
            + " JOIN patterns p ON p.row = b.row WHERE b.row BETWEEN ? AND ? ORDER BY b.row, b.partition";
    private static final String BLOBS = "SELECT blob, value, checksum FROM blobs WHERE blob BETWEEN ? AND ?";
    private static final String TOTALS = """
            SELECT (SELECT coalesce(sum(refs), 0) FROM blobs)
                = (SELECT count(text_blob) + count(embedding_blob) + count(trajectory_blob) FROM bodies),
              (SELECT count(*) FROM patterns WHERE type IS NOT NULL) = patterns,
              (SELECT coalesce(sum(original_bytes), 0) FROM bodies) = original_bytes,
              (SELECT coalesce(sum(stored_bytes), 0) FROM bodies)
                + (SELECT coalesce(sum(length(value)), 0) FROM dictionaries) = stored_bytes
            FROM meta""";

    private final ReadConnection connection;
    private final HalfLives halfLives;

    private Scrub(ReadConnection connection) {
        this.connection = connection;
        this.halfLives = connection.meta().identity().halfLives();
    }

    /**
     * How many rows there are, if all is well.
     *
     * @throws DamagedViewException at the first thing that is not
     */
    static long run(ReadConnection connection) throws SQLException {
        return new Scrub(connection).run();
    }

    private long run() throws SQLException {
        for (String table : TABLES) {
            connection.inTransaction(reading -> {
                whole(table);
                return true;
            });
        }
        inPieces("SELECT min(row) FROM patterns WHERE row > ?", PATTERNS, this::patterns);
        inPieces("SELECT min(row) FROM bodies WHERE row > ?", BODIES, this::bodies);
        inPieces("SELECT min(blob) FROM blobs WHERE blob > ?", BLOBS, this::blobs);
        connection.inTransaction(reading -> {
            dictionaries();
            carried();
            refused();
            return true;
        });
        return connection.inTransaction(reading -> compared());
    }

    private void whole(String table) throws SQLException {
        try (ResultSet result =
                connection.prepared("PRAGMA integrity_check('" + table + "')").executeQuery()) {
            String answer = result.next() ? result.getString(1) : "no answer";
            require("ok".equals(answer), "SQLite finds: " + answer);
        }
    }

    /** @param first where the next piece begins: there may be gaps */
    private void inPieces(String first, String rows, Look look) throws SQLException {
        long from = 0;
        while (from >= 0) {
            long after = from;
            from = connection.inTransaction(reading -> piece(first, rows, look, after));
        }
    }

    /** @return the last number of the piece; -1 if there is none */
    private long piece(String first, String rows, Look look, long after) throws SQLException {
        PreparedStatement begin = connection.prepared(first);
        begin.setLong(1, after);
        long from;
        try (ResultSet result = begin.executeQuery()) {
            from = result.next() ? result.getLong(1) : 0;
            if (from <= after) {
                return -1;
            }
        }
        PreparedStatement select = connection.prepared(rows);
        select.setLong(1, from);
        select.setLong(2, from + ROWS_AT_A_TIME - 1);
        try (ResultSet result = select.executeQuery()) {
            look.at(result);
        }
        return from + ROWS_AT_A_TIME - 1;
    }

    /** Patterns and their evidence, side by side. */
    private void patterns(ResultSet result) throws SQLException {
        Hot hot = null;
        while (result.next()) {
            if (hot == null || hot.state.row() != result.getLong("row")) {
                finish(hot);
                hot = hot(result);
            }
            byte[] value = result.getBytes("value");
            if (value != null) {
                hot.parts.addEvidence(result.getInt("partition"), value, result.getLong("evidence_checksum"));
            }
        }
        finish(hot);
    }

    private static Hot hot(ResultSet result) throws SQLException {
        String id = String.valueOf(result.getString("id"));
        RowState state = RowState.read(result);
        StoredRows.requirePattern(id, state, state.checksum);
        return new Hot(
                state,
                new RowParts(id, state, result.getLong("usage_count")),
                result.getDouble("lower_bound"),
                Columns.longOr(result, "valued_at", -1),
                result.getLong("usage_count"),
                Columns.longOr(result, "last_used", -1));
    }

    /** One pattern's row: what it says, and what its evidence says. */
    private record Hot(
            RowState state, RowParts parts, double lowerBound, long valuedAtMs, long usageCount, long lastUsedMs) {}

    private void finish(@Nullable Hot hot) {
        if (hot == null) {
            return;
        }
        Evidence evidence = hot.parts.mergedEvidence(halfLives);
        HotValue value = HotValue.of(evidence, hot.state);
        StoredRows.require(
                hot.state.confidence == value.mean()
                        && hot.lowerBound == value.lowerBound()
                        && hot.valuedAtMs == evidence.lastEventMs()
                        && hot.lastUsedMs == evidence.lastEventMs()
                        && hot.usageCount == evidence.successes() + evidence.failures(),
                hot.parts.id(),
                "the value in its hot columns");
    }

    private void bodies(ResultSet result) throws SQLException {
        while (result.next()) {
            String id = String.valueOf(result.getString("id"));
            BodyRecord head = BodyParts.head(id, result);
            BodyRecord body = head instanceof StoredBody stored
                    ? BodyParts.whole(id, stored, BodyParts.refs(result), connection)
                    : head;
            StoredRows.require(
                    result.getLong("original_bytes") == BodyParts.originalBytes(body)
                            && result.getLong("stored_bytes") == BodyParts.storedBytes(body),
                    id,
                    "the sizes of its body");
        }
    }

    private void blobs(ResultSet result) throws SQLException {
        while (result.next()) {
            long blob = result.getLong(1);
            require(Checksums.blob(blob, result.getBytes(2)) == result.getLong(3), "the blob " + blob);
        }
    }

    private void dictionaries() throws SQLException {
        try (ResultSet result = connection
                .prepared("SELECT name, value, checksum FROM dictionaries")
                .executeQuery()) {
            while (result.next()) {
                String name = result.getString(1);
                require(Checksums.dictionary(name, result.getBytes(2)) == result.getLong(3), "the dictionary " + name);
            }
        }
    }

    private void carried() throws SQLException {
        if (!Schema.hasCarried(connection.connection())) {
            return;
        }
        try (ResultSet result =
                connection.prepared("SELECT seq, value, checksum FROM carried").executeQuery()) {
            while (result.next()) {
                long seq = result.getLong(1);
                require(
                        Checksums.carried(seq, result.getBytes(2)) == result.getLong(3),
                        "what commit " + seq + " carries");
            }
        }
    }

    /** Each belongs to a row of the ledger, and is verified where that is read. */
    private void refused() throws SQLException {
        if (Schema.ofRefused(connection.connection()) == Schema.Refused.MISSING) {
            return;
        }
        whole("refused");
        long read = LedgerTable.read(connection).stream()
                .filter(entry -> !entry.row().refused().isEmpty())
                .count();
        try (ResultSet rows =
                connection.prepared("SELECT count(*) FROM refused").executeQuery()) {
            require(rows.next() && rows.getLong(1) == read, "refused records of a partition that it has not read");
        }
    }

    /** All tables together, in one snapshot: what they add up to, and what was written. */
    private long compared() throws SQLException {
        Map<Sums.Of, Sum> written = Sums.read(connection.connection());
        Map<Sums.Of, Sum> found = Counting.all(connection.connection());
        for (Sums.Of table : Sums.Of.values()) {
            Sum was = written.getOrDefault(table, Sum.NONE);
            Sum is = found.getOrDefault(table, Sum.NONE);
            require(is.equals(was), table + " has " + is + ", was written as " + was);
        }
        try (ResultSet totals = connection.prepared(TOTALS).executeQuery()) {
            require(totals.next(), "it does not say what it is");
            for (int column = 1; column <= totals.getMetaData().getColumnCount(); column++) {
                require(totals.getInt(column) == 1, "the totals do not add up");
            }
        }
        return found.values().stream().mapToLong(Sum::rows).sum();
    }

    private void require(boolean well, String what) {
        if (!well) {
            throw new DamagedViewException(connection.file().path() + " is damaged: " + what, null);
        }
    }

    /** What looking at a damaged row can throw besides. */
    static DamagedViewException damaged(ReadConnection connection, RuntimeException thrown) {
        String what = thrown instanceof MalformedBytesException ? "a value cannot be decoded" : "a value is impossible";
        return new DamagedViewException(
                connection.file().path() + " is damaged: " + what + ": " + thrown.getMessage(), thrown);
    }

    @FunctionalInterface
    private interface Look {
        void at(ResultSet rows) throws SQLException;
    }
}
