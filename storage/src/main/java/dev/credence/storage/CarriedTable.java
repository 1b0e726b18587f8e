package dev.credence.storage;

import dev.credence.core.bytes.MalformedBytesException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** The table of what the last few commits carry. Confined to the writer thread. */
final class CarriedTable implements AutoCloseable {
    /** Whoever follows the commits is not so many behind, but for a moment; and then reads the rows. */
    private static final int KEPT = 8;

    private final PreparedStatement insert;
    private final PreparedStatement trim;

    CarriedTable(Connection connection) throws SQLException {
        this.insert = connection.prepareStatement("INSERT INTO carried(seq, value, checksum) VALUES (?, ?, ?)");
        this.trim = connection.prepareStatement("DELETE FROM carried WHERE seq <= ? OR seq >= ?");
    }

    /** @param carried null: nothing */
    void put(long seq, byte @Nullable [] carried) throws SQLException {
        trim.setLong(1, seq - KEPT);
        // Nor what a commit of that number said that is not in the log any more.
        trim.setLong(2, seq);
        trim.executeUpdate();
        if (carried != null) {
            insert.setLong(1, seq);
            insert.setBytes(2, carried);
            insert.setLong(3, Checksums.carried(seq, carried));
            insert.executeUpdate();
        }
    }

    /**
     * @param rows how many rows the commit changed
     * @param value null: it carries nothing
     * @throws SQLException if it is not what was written
     */
    static CarriedEvidence decode(long seq, int rows, byte @Nullable [] value, long checksum) throws SQLException {
        if (value == null) {
            return CarriedEvidence.NONE;
        }
        try {
            if (Checksums.carried(seq, value) == checksum) {
                return CarriedEvidence.decode(value, rows);
            }
        } catch (MalformedBytesException damaged) {
            throw damaged(seq, damaged);
        }
        throw damaged(seq, null);
    }

    private static SQLException damaged(long seq, @Nullable Exception cause) {
        return new SQLException(
                "what commit " + seq + " carries is not as written", null, SQLiteErrorCode.SQLITE_CORRUPT.code, cause);
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        trim.close();
    }
}
