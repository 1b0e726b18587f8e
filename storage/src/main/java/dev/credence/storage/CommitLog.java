package dev.credence.storage;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;

/** The feed of changes: for each of the last commits, which rows it changed. Confined to the writer thread. */
final class CommitLog implements AutoCloseable {
    static final String SELECT = "SELECT seq, committed_at, changed, ids_changed FROM commit_log ORDER BY seq";

    private final Connection connection;
    private final Sums sums;

    /** Checksums of the commits that are in the file, oldest first. */
    private final ArrayDeque<Long> checksums = new ArrayDeque<>();

    private final PreparedStatement insert;
    private final PreparedStatement trim;
    private long lastSeq;

    CommitLog(Connection connection, Sums sums) throws SQLException {
        this.connection = connection;
        this.sums = sums;
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
        byte[] changed = pack(rows);
        insert.setLong(1, seq);
        insert.setLong(2, committedAtMs);
        insert.setBytes(3, changed);
        insert.setInt(4, idsChanged ? 1 : 0);
        insert.executeUpdate();
        add(Checksums.commit(seq, committedAtMs, changed, idsChanged));
        trim.setLong(1, seq - kept);
        trim.executeUpdate();
        while (checksums.size() > kept) {
            sums.remove(Sums.Of.COMMIT_LOG, checksums.removeFirst());
        }
        return seq;
    }

    /** Of the row of {@link #SELECT} that {@code result} is at. */
    static long checksum(ResultSet result) throws SQLException {
        return Checksums.commit(result.getLong(1), result.getLong(2), result.getBytes(3), result.getInt(4) != 0);
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        trim.close();
    }

    private void add(long checksum) {
        checksums.addLast(checksum);
        sums.add(Sums.Of.COMMIT_LOG, checksum);
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
                ResultSet result = statement.executeQuery(SELECT)) {
            while (result.next()) {
                lastSeq = result.getLong(1);
                checksums.add(checksum(result));
            }
        }
    }
}
