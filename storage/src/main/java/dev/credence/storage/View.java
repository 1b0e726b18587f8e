package dev.credence.storage;

import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.fault.FaultPoint;
import dev.credence.core.file.LockFile;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens views. */
public final class View {
    /** The format that this build writes, and the newest that it reads. */
    public static final int FORMAT = Schema.FORMAT;

    /** How often a writer that has nothing else to write notes in the file that it is caught up. */
    static final Duration CAUGHT_UP_NOTED_EVERY = Duration.ofSeconds(5);

    private View() {}

    /**
     * The writer of the published view in the directory, or of a first build if there is none.
     *
     * @throws ViewInUseException if it has a writer already
     * @throws OtherViewException if it is a view of something else
     */
    public static ViewWriter openWriter(ViewConfig config, ViewIdentity identity) {
        return openWriter(config, identity, false, Clock.systemUTC());
    }

    /** The writer of a new generation. The published one is served until {@link ViewWriter#publish}. */
    public static ViewWriter rebuild(ViewConfig config, ViewIdentity identity) {
        return openWriter(config, identity, true, Clock.systemUTC());
    }

    /** A reader; the view need not exist yet. */
    public static ViewReader openReader(ViewConfig config) {
        return openReader(config, new SimpleMeterRegistry());
    }

    /**
     * A reader; the view need not exist yet.
     *
     * @param registry where the reader's figures go: {@code credence.sql}, {@code credence.pool},
     *     {@code credence.damaged.rows}; its counts are the sums of all readers that share it
     */
    public static ViewReader openReader(ViewConfig config, MeterRegistry registry) {
        return new SqliteViewReader(config, Clock.systemUTC(), registry);
    }

    /**
     * Looks at every row of the published view. Damage is noted where its writer looks.
     *
     * @throws ViewNotReadyException if there is none
     */
    public static Scrubbed scrub(ViewConfig config) {
        ServedFile file = new CurrentFile(new ViewFiles(config.directory())).get();
        try (ReadConnection connection = ReadConnection.open(file, config, new Dictionaries())) {
            String generation = connection.meta().generation();
            try {
                return new Scrubbed(generation, Scrub.run(connection), Optional.empty());
            } catch (IllegalArgumentException | NullPointerException | MalformedBytesException impossible) {
                throw Scrub.damaged(connection, impossible);
            }
        } catch (DamagedViewException damaged) {
            return noted(file, damaged);
        } catch (SQLException e) {
            ViewException failure = Failures.of(e, "look through the view", file.path());
            if (failure instanceof DamagedViewException damaged) {
                return noted(file, damaged);
            }
            throw failure;
        }
    }

    private static Scrubbed noted(ServedFile file, DamagedViewException damaged) {
        DamageNote.of(file.path()).leave(damaged);
        return new Scrubbed(
                String.valueOf(file.path().getFileName()), 0, Optional.of(String.valueOf(damaged.getMessage())));
    }

    private static ViewWriter writer(WriterFile opened, LockFile lock, ViewConfig config, Clock clock)
            throws SQLException {
        try {
            return new SqliteViewWriter(opened, lock, config, clock);
        } catch (SQLException | RuntimeException e) {
            opened.connection().close();
            throw e;
        }
    }

    private static LockFile lock(ViewFiles files) {
        LockFile lock = LockFile.take(files.lock());
        if (lock == null) {
            throw new ViewInUseException("the view in " + files.directory()
                    + " has a writer already: stop the other process, or set another data.dir");
        }
        return lock;
    }

    private static ViewWriter openWriter(ViewConfig config, ViewIdentity identity, boolean anew, Clock clock) {
        ViewFiles files = new ViewFiles(config.directory());
        LockFile lock = lock(files);
        try {
            @Nullable Path published = files.published();
            files.deleteOthers(published);
            WriterFile opened = published == null || anew
                    ? WriterFile.fresh(files, config, identity, clock.millis())
                    : WriterFile.published(published, config, identity);
            FaultPoint.VIEW_OPENED.passed();
            return writer(opened, lock, config, clock);
        } catch (SQLException e) {
            lock.close();
            throw Failures.of(e, "open the view", config.directory());
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }
}
