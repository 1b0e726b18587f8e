package dev.credence.storage;

import dev.credence.core.fault.FaultPoint;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Copies the WAL into the file and cuts it off, between transactions. Readers hardly wait for it; it hardly waits for
 * readers, unless the WAL is far beyond its limit. Confined to the writer thread.
 */
final class Checkpoints {
    private static final int FAR_BEYOND = 8;
    private static final Duration SHORT = Duration.ofMillis(20);

    private final Connection connection;
    private final Path file;
    private final long limitBytes;
    private final Duration patience;
    private long nextAtBytes;

    Checkpoints(Connection connection, Path file, ViewConfig config) {
        this.connection = connection;
        this.file = file;
        this.limitBytes = config.writer().checkpointBytes();
        this.patience = config.busyTimeout();
        this.nextAtBytes = limitBytes;
    }

    /** To be called after each commit. Where a reader or the disk is in the way, the next try is one limit further on. */
    void afterCommit() throws SQLException {
        long bytes = ViewFiles.walBytes(file);
        if (bytes >= nextAtBytes) {
            nextAtBytes = bytes + limitBytes;
            if (bytes >= FAR_BEYOND * limitBytes ? truncate() : truncateSoon()) {
                nextAtBytes = limitBytes;
            }
        }
    }

    /** Copies everything, waiting for readers as long as for any lock; false if one was in the way still. */
    boolean truncate() throws SQLException {
        FaultPoint.VIEW_CHECKPOINT_BEGINS.passed();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            boolean whole = result.next() && result.getInt(1) == 0;
            FaultPoint.VIEW_CHECKPOINT_ENDS.passed();
            return whole;
        }
    }

    private boolean truncateSoon() throws SQLException {
        Pragmas pragmas = new Pragmas(connection).set("busy_timeout", SHORT.toMillis());
        try {
            return truncate();
        } finally {
            pragmas.set("busy_timeout", patience.toMillis());
        }
    }
}
