package dev.credence.storage;

import dev.credence.core.codec.Encoded;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The table of large parts, each stored once however many bodies have it, and counted. Confined to the writer thread.
 */
final class BlobTable implements AutoCloseable {
    /** How many hashes are remembered: equal parts come close together. */
    private static final int REMEMBERED = 10_000;

    private final MessageDigest sha256;
    private final Connection connection;
    private final Sums sums;
    private final PreparedStatement find;
    private final PreparedStatement insert;
    private final PreparedStatement count;
    private final PreparedStatement delete;
    private final long leastBytes;
    private final RecentBlobs recent = new RecentBlobs(REMEMBERED);
    private long lastBlob;

    /** @param leastBytes smaller parts lie in the body's row, where a reference would cost more than it saves */
    BlobTable(Connection connection, Sums sums, long leastBytes) throws SQLException {
        this.sums = sums;
        this.leastBytes = leastBytes;
        this.connection = connection;
        this.sha256 = sha256();
        this.find = connection.prepareStatement("SELECT blob FROM blobs WHERE hash = ?");
        this.insert = connection.prepareStatement(
                "INSERT INTO blobs(blob, hash, refs, value, checksum) VALUES (?, ?, 1, ?, ?)");
        this.count = connection.prepareStatement("UPDATE blobs SET refs = refs + ? WHERE blob = ?");
        this.delete = connection.prepareStatement("DELETE FROM blobs WHERE blob = ? AND refs = 1 RETURNING checksum");
        readLast();
    }

    /** The blob that holds {@code part}, one reference more; 0 if the part is too small for one. */
    long refer(@Nullable Encoded part) throws SQLException {
        if (part == null || part.storedBytes() < leastBytes) {
            return 0;
        }
        byte[] hash = sha256.digest(part.bytes());
        long known = recent.find(hash);
        if (known != 0) {
            add(1, known);
            return known;
        }
        find.setBytes(1, hash);
        try (ResultSet result = find.executeQuery()) {
            if (result.next()) {
                long blob = result.getLong(1);
                add(1, blob);
                recent.keep(hash, blob);
                return blob;
            }
        }
        insert.setLong(1, ++lastBlob);
        insert.setBytes(2, hash);
        insert.setBytes(3, part.bytes());
        long checksum = Checksums.blob(lastBlob, part.bytes());
        insert.setLong(4, checksum);
        insert.executeUpdate();
        sums.add(Sums.Of.BLOBS, checksum);
        recent.keep(hash, lastBlob);
        return lastBlob;
    }

    void release(BlobRefs blobs) throws SQLException {
        release(blobs.text());
        release(blobs.embedding());
        release(blobs.trajectory());
    }

    @Override
    public void close() throws SQLException {
        find.close();
        insert.close();
        count.close();
        delete.close();
    }

    private void release(long blob) throws SQLException {
        if (blob == 0) {
            return;
        }
        delete.setLong(1, blob);
        try (ResultSet deleted = delete.executeQuery()) {
            if (deleted.next()) {
                sums.remove(Sums.Of.BLOBS, deleted.getLong(1));
                recent.drop(blob);
                return;
            }
        }
        add(-1, blob);
    }

    private void add(int references, long blob) throws SQLException {
        count.setInt(1, references);
        count.setLong(2, blob);
        count.executeUpdate();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void readLast() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT max(blob) FROM blobs")) {
            lastBlob = result.next() ? result.getLong(1) : 0;
        }
    }
}
