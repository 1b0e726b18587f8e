package dev.credence.storage;

import dev.credence.core.fault.FaultPoint;
import dev.credence.core.file.LockFile;
import dev.credence.storage.WriteBatch.Position;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writer over one connection. A file that is being built is unknown to readers until {@link #publish}. */
final class SqliteViewWriter implements ViewWriter {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteViewWriter.class);

    private final ViewConfig config;
    private final ViewFiles files;
    private volatile Path file;
    private final LockFile lock;
    private final Clock clock;
    private final ViewIdentity identity;
    private Connection connection;
    private String generation;
    private Checkpoints checkpoints;
    private long caughtUpMs;
    private long notedMs;
    private boolean building;
    /** Whether the published file has its indexes: they are left out while much is written. */
    private boolean indexed;

    private final Churn churn = new Churn();
    private Tables tables;
    /** Whether the tables can be used: after a failure they are opened anew. */
    private boolean sound = true;

    SqliteViewWriter(WriterFile opened, LockFile lock, ViewConfig config, Clock clock) throws SQLException {
        this.config = config;
        this.files = new ViewFiles(config.directory());
        this.file = opened.file();
        this.lock = lock;
        this.clock = clock;
        this.connection = opened.connection();
        this.building = opened.building();
        this.indexed = Schema.hasIndexes(connection);
        Meta meta = Meta.read(connection);
        this.generation = meta.generation();
        this.caughtUpMs = meta.caughtUpAtMs();
        this.notedMs = caughtUpMs;
        this.identity = meta.identity();
        this.tables = tables();
        tables.requireProgress(file);
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
        return caughtUpMs;
    }

    @Override
    public long commit(WriteBatch batch) {
        try {
            requireSound();
            try {
                tables.begin.execute();
                FaultPoint.VIEW_BEGUN.passed();
                RowWriter rows = RowWriter.apply(batch, tables, indexed, churn, clock.millis());
                FaultPoint.VIEW_ROWS_WRITTEN.passed();
                tables.putProgress(batch, caughtUpMs);
                int kept = building ? 1 : config.writer().commitLogRows();
                long seq = tables.commits.append(clock.millis(), rows.rows(), rows.idsChanged(), kept);
                if (!building) {
                    tables.carried.put(seq, rows.carried());
                }
                tables.putSums();
                FaultPoint.VIEW_WRITTEN.passed();
                tables.commit.execute();
                FaultPoint.VIEW_COMMITTED.passed();
                tables.states.committed();
                notedMs = caughtUpMs;
                churn.add(rows.rows().length, clock.millis());
                indexed = rows.indexed();
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
            tables.states.makeFindable();
            Schema.createIndexes(connection);
            indexed = true;
            // The link must not come to point to a file of which the disk has only a part.
            Connections.setForService(connection, config);
            new Pragmas(connection).synchronous("full");
            putCatchUp();
            checkpoints.truncate();
            new Pragmas(connection).synchronous(config.file().synchronous());
        } catch (SQLException e) {
            sound = false;
            throw Failures.of(e, "publish the view", file);
        }
        FaultPoint.VIEW_BUILT.passed();
        link();
        building = false;
        deleteOthers(file);
        LOG.info("view generation {} is published", generation);
    }

    private void link() {
        try {
            files.publish(file);
        } catch (UncheckedIOException e) {
            throw Failures.of(e);
        }
    }

    /** What is left of other generations takes room and does no harm. */
    private void deleteOthers(@Nullable Path kept) {
        try {
            files.deleteOthers(kept);
        } catch (UncheckedIOException e) {
            LOG.warn("{} ({}); the next start tries again", e.getMessage(), String.valueOf(e.getCause()));
        }
    }

    @Override
    public void caughtUp(long atMs) {
        caughtUpMs = atMs;
        // Nor later than that where the clock was set back.
        if (Math.abs(atMs - notedMs) >= View.CAUGHT_UP_NOTED_EVERY.toMillis()) {
            note();
        }
        if (!building && !indexed && churn.isLittle(atMs)) {
            index();
        }
    }

    @Override
    public Optional<String> damage() {
        return DamageNote.of(file).read();
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
                putCatchUp();
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
                deleteOthers(files.published());
            }
        } catch (SQLException e) {
            LOG.warn("closing {} failed", file, e);
        }
    }

    private void index() {
        try {
            requireSound();
            try {
                tables.begin.execute();
                Schema.createIndexes(connection);
                tables.commit.execute();
            } catch (SQLException e) {
                rollBack(e);
                throw e;
            }
        } catch (SQLException e) {
            throw Failures.of(e, "make the indexes", file);
        }
        indexed = true;
        checkpoint();
    }

    private void note() {
        try {
            requireSound();
            putCatchUp();
            notedMs = caughtUpMs;
        } catch (SQLException e) {
            sound = false;
            throw Failures.of(e, "note the catch-up", file);
        }
    }

    private void putCatchUp() throws SQLException {
        try {
            tables.begin.execute();
            tables.putMeta(caughtUpMs);
            tables.putSums();
            tables.commit.execute();
        } catch (SQLException e) {
            rollBack(e);
            throw e;
        }
    }

    /** The commit stands whatever comes of this: a checkpoint that failed is tried again after the next. */
    private void checkpoint() {
        if (building) {
            return;
        }
        try {
            if (checkpoints.afterCommit()) {
                moveOn();
            }
        } catch (SQLException e) {
            LOG.warn(
                    "{}; it is tried again",
                    Failures.of(e, "make a checkpoint", file).getMessage());
        } catch (ViewException | UncheckedIOException e) {
            LOG.warn("could not go on in a copy; it is tried again", e);
        }
    }

    /**
     * A reader that does not end keeps the log from being cut off. Goes on in a copy, which has none, and leaves the file to
     * that reader; others find the copy behind the link.
     */
    private void moveOn() throws SQLException {
        String next = WriterFile.newGeneration(clock.millis());
        Path copy = files.file(next);
        long beganNanos = System.nanoTime();
        WriterFile opened;
        try {
            Copy.write(connection, copy, next, config);
            opened = WriterFile.published(copy, config, identity);
        } catch (SQLException | RuntimeException e) {
            files.deleteOthers(file);
            throw e;
        }
        try {
            files.publish(copy);
        } catch (RuntimeException e) {
            opened.connection().close();
            files.deleteOthers(file);
            throw e;
        }
        tables.close();
        connection.close();
        LOG.info(
                "a reader keeps the log of {} from being cut off; the view goes on in a copy, {}, made in {} ms",
                generation,
                next,
                (System.nanoTime() - beganNanos) / 1_000_000);
        file = copy;
        generation = next;
        connection = opened.connection();
        tables = tables();
        checkpoints = new Checkpoints(connection, file, config);
        deleteOthers(file);
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
        return new Tables(connection, identity.halfLives(), config.writer());
    }

    private void requireSound() throws SQLException {
        if (!sound) {
            restore();
        }
    }
}
