package dev.credence.storage;

import dev.credence.core.evidence.HalfLives;
import dev.credence.core.fault.FaultPoint;
import dev.credence.storage.WriteBatch.Position;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writer over one connection. A file that is being built is unknown to readers until {@link #publish}. */
final class SqliteViewWriter implements ViewWriter {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteViewWriter.class);

    /** How stale the file's note of the last catch-up may be: far below the days that it is compared with. */
    private final ViewConfig config;

    private final ViewFiles files;
    private final Path file;
    private final WriterLock lock;
    private final Clock clock;
    private final Connection connection;
    private final String generation;
    private final Checkpoints checkpoints;
    private final HalfLives halfLives;
    private final long lastCaughtUpMs;
    private long caughtUpMs;
    private long notedMs;
    private boolean building;
    private Tables tables;
    /** Whether the tables can be used: after a failure they are opened anew. */
    private boolean sound = true;

    SqliteViewWriter(WriterFile opened, WriterLock lock, ViewConfig config, Clock clock) throws SQLException {
        this.config = config;
        this.files = new ViewFiles(config.directory());
        this.file = opened.file();
        this.lock = lock;
        this.clock = clock;
        this.connection = opened.connection();
        this.building = opened.building();
        Meta meta = Meta.read(connection);
        this.generation = meta.generation();
        this.lastCaughtUpMs = meta.caughtUpAtMs();
        this.caughtUpMs = lastCaughtUpMs;
        this.notedMs = lastCaughtUpMs;
        this.halfLives = meta.identity().halfLives();
        this.tables = tables();
        this.checkpoints = new Checkpoints(connection, file, config);
    }

    @Override
    public List<Position> positions() {
        try {
            return tables.positions();
        } catch (SQLException e) {
            throw Failures.of(e, "read the positions", file);
        }
    }

    @Override
    public String generation() {
        return generation;
    }

    @Override
    public boolean building() {
        return building;
    }

    @Override
    public long lastCaughtUpMs() {
        return lastCaughtUpMs;
    }

    @Override
    public long commit(WriteBatch batch) {
        try {
            requireSound();
            try {
                tables.begin.execute();
                FaultPoint.VIEW_BEGUN.passed();
                RowWriter rows = RowWriter.apply(batch, tables);
                FaultPoint.VIEW_ROWS_WRITTEN.passed();
                tables.putProgress(batch, caughtUpMs);
                int kept = building ? 1 : config.writer().commitLogRows();
                long seq = tables.commits.append(clock.millis(), rows.rows(), rows.idsChanged(), kept);
                FaultPoint.VIEW_WRITTEN.passed();
                tables.commit.execute();
                FaultPoint.VIEW_COMMITTED.passed();
                tables.states.committed();
                notedMs = caughtUpMs;
                checkpoint();
                return seq;
            } catch (SQLException | RuntimeException e) {
                rollBack(e);
                throw e;
            }
        } catch (SQLException e) {
            throw Failures.of(e, "write a batch", file);
        }
    }

    @Override
    public void publish() {
        if (!building) {
            return;
        }
        try {
            requireSound();
            Schema.createIndexes(connection);
            // The link must not come to point to a file of which the disk has only a part.
            Connections.setForService(connection, config);
            new Pragmas(connection).synchronous("full");
            tables.putMeta(caughtUpMs);
            checkpoints.truncate();
            new Pragmas(connection).synchronous(config.file().synchronous());
        } catch (SQLException e) {
            sound = false;
            throw Failures.of(e, "publish the view", file);
        }
        FaultPoint.VIEW_BUILT.passed();
        files.publish(file);
        building = false;
        files.deleteOthers(file);
        LOG.info("view generation {} is published", generation);
    }

    @Override
    public void caughtUp(long atMs) {
        caughtUpMs = atMs;
        if (atMs - notedMs >= View.CAUGHT_UP_NOTED_EVERY.toMillis()) {
            note();
        }
    }

    @Override
    public ViewSize size() {
        return new ViewSize(ViewFiles.bytes(file), ViewFiles.walBytes(file));
    }

    @Override
    public void close() {
        FaultPoint.VIEW_CLOSE.passed();
        try {
            if (!building && sound) {
                leaveInOrder();
            }
            tables.close();
        } catch (SQLException e) {
            throw Failures.of(e, "close the view", file);
        } finally {
            release();
        }
    }

    private void leaveInOrder() throws SQLException {
        try {
            if (caughtUpMs != notedMs) {
                tables.putMeta(caughtUpMs);
            }
            checkpoints.truncate();
        } catch (SQLException e) {
            if (Failures.of(e, "close the view", file) instanceof ViewDiskException disk) {
                LOG.warn("{}; the log beside it stays until the next start", disk.getMessage());
            } else {
                throw e;
            }
        }
    }

    private void release() {
        try (lock) {
            connection.close();
            if (building) {
                files.deleteOthers(files.published());
            }
        } catch (SQLException e) {
            LOG.warn("closing {} failed", file, e);
        }
    }

    private void note() {
        try {
            requireSound();
            tables.putMeta(caughtUpMs);
            notedMs = caughtUpMs;
        } catch (SQLException e) {
            sound = false;
            throw Failures.of(e, "note the catch-up", file);
        }
    }

    /** The commit stands whatever comes of this: a checkpoint that failed is tried again after the next. */
    private void checkpoint() {
        if (building) {
            return;
        }
        try {
            checkpoints.afterCommit();
        } catch (SQLException e) {
            LOG.warn(
                    "{}; it is tried again",
                    Failures.of(e, "make a checkpoint", file).getMessage());
        }
    }

    private void rollBack(Exception cause) {
        sound = false;
        try {
            restore();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Goes back to the last commit. The driver has closed each statement that failed with the disk, and what the tables
     * remember is not in the file: so they are opened anew. Where the disk does not let that be read, the next call begins
     * with it.
     */
    private void restore() throws SQLException {
        try (PreparedStatement rollback = connection.prepareStatement("ROLLBACK")) {
            rollback.execute();
        } catch (SQLException alreadyRolledBack) {
            // SQLite has done so by itself after some failures, such as a full disk.
            LOG.debug("rollback", alreadyRolledBack);
        }
        try {
            tables.close();
        } catch (SQLException again) {
            // A statement says once more how it failed.
            LOG.debug("close", again);
        }
        tables = tables();
        sound = true;
    }

    private Tables tables() throws SQLException {
        return new Tables(connection, halfLives, config.writer());
    }

    private void requireSound() throws SQLException {
        if (!sound) {
            restore();
        }
    }
}
