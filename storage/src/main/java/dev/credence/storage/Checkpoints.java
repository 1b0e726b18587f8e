package dev.credence.storage;

import dev.credence.core.fault.FaultPoint;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Copies the WAL into the file and cuts it off, between transactions. Readers hardly wait for it, and it hardly waits for
 * readers: where one that does not end is in the way, it says when the WAL is too long. Confined to the writer thread.
 */
final class Checkpoints {
    private static final int TOO_LONG = 4;
    private static final int PAGES_GIVEN_BACK = 1_000;
    private static final Duration SHORT = Duration.ofMillis(20);
    /** What a copy takes, or less: a reader that ends within it was worth waiting for. */
    private static final Duration BEFORE_A_COPY = Duration.ofSeconds(1);

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

    /**
     * To be called after each commit. Where a reader or the disk is in the way, the next try is one limit further on.
     *
     * @return whether the WAL is too long, and a reader keeps it so
     */
    boolean afterCommit() throws SQLException {
        long bytes = ViewFiles.walBytes(file);
        if (bytes >= nextAtBytes) {
            nextAtBytes = bytes + limitBytes;
            boolean tooLong = bytes >= TOO_LONG * limitBytes;
            if (truncateWithin(SHORT) || (tooLong && truncateWithin(BEFORE_A_COPY))) {
                nextAtBytes = limitBytes;
                shrink();
            } else {
                return tooLong;
            }
        }
        return false;
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

    /** Gives pages back that nothing uses, a few at a time. */
    private void shrink() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // It gives back a page a step, and execute() takes one step.
            statement.executeUpdate("PRAGMA incremental_vacuum(" + PAGES_GIVEN_BACK + ")");
        }
    }

    private boolean truncateWithin(Duration wait) throws SQLException {
        Pragmas pragmas = new Pragmas(connection).set("busy_timeout", wait.toMillis());
        try {
            return truncate();
        } finally {
            pragmas.set("busy_timeout", patience.toMillis());
        }
    }
}
