package dev.credence.storage;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The feed of changes: for each of the last commits, which rows it changed. */
final class CommitLog implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement trim;
    private long lastSeq;

    CommitLog(Connection connection) throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement(
                "INSERT INTO commit_log(seq, committed_at, changed, ids_changed) VALUES (?, ?, ?, ?)");
        this.trim = connection.prepareStatement("DELETE FROM commit_log WHERE seq <= ?");
        readLast();
    }

    /**
     * Adds a commit.
     *
     * @param rows ascending
     * @param idsChanged whether an id was inserted, hidden, or shown again
     * @param kept how many commits the log reaches back
     * @return its number
     */
    long append(long committedAtMs, long[] rows, boolean idsChanged, int kept) throws SQLException {
        long seq = ++lastSeq;
        insert.setLong(1, seq);
        insert.setLong(2, committedAtMs);
        insert.setBytes(3, pack(rows));
        insert.setInt(4, idsChanged ? 1 : 0);
        insert.executeUpdate();
        trim.setLong(1, seq - kept);
        trim.executeUpdate();
        return seq;
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        trim.close();
    }

    /** Ascending row numbers as a count and their distances, varints all. */
    static byte[] pack(long[] rows) {
        ByteWriter out = new ByteWriter(rows.length * 2 + 4).varint(rows.length);
        long previous = 0;
        for (long row : rows) {
            out.varint(row - previous);
            previous = row;
        }
        return out.toBytes();
    }

    /** @throws dev.credence.core.bytes.MalformedBytesException if the bytes are damaged */
    static long[] unpack(byte[] packed) {
        ByteReader in = new ByteReader(packed);
        long[] rows = new long[in.length(1)];
        long previous = 0;
        for (int i = 0; i < rows.length; i++) {
            previous += in.varint();
            rows[i] = previous;
        }
        in.end();
        return rows;
    }

    private void readLast() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT max(seq) FROM commit_log")) {
            lastSeq = result.next() ? result.getLong(1) : 0;
        }
    }
}
