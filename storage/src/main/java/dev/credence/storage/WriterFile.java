package dev.credence.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A file opened for writing: the published one, or a new generation. */
record WriterFile(Path file, Connection connection, boolean building) {

    /** The published file, which must be a view of {@code identity}. */
    static WriterFile published(Path file, ViewConfig config, ViewIdentity identity) {
        requireKnown(file, config);
        return open(file, config, connection -> {
            Meta.read(connection).require(identity, file);
            Connections.setForService(connection, config);
            Schema.createMissingTables(connection);
            Schema.complete(connection);
            return new WriterFile(file, connection, false);
        });
    }

    /** A new generation of {@code identity}, with tables and without rows. */
    static WriterFile fresh(ViewFiles files, ViewConfig config, ViewIdentity identity, long nowMs) {
        String generation = newGeneration(nowMs);
        Path file = files.file(generation);
        return open(file, config, connection -> {
            Connections.setForBuilding(connection);
            Schema.createTables(connection);
            Meta.insert(connection, identity, generation, nowMs);
            return new WriterFile(file, connection, true);
        });
    }

    /** A name that no generation had before. */
    static String newGeneration(long nowMs) {
        return Long.toHexString(nowMs)
                + String.format("%04x", ThreadLocalRandom.current().nextInt(1 << 16));
    }

    /** Looks without writing: a file of a newer Credence stays as it is. */
    private static void requireKnown(Path file, ViewConfig config) {
        try (Connection connection = Connections.readOnly(file, config)) {
            Schema.require(connection, file);
        } catch (SQLException e) {
            throw Failures.of(e, "look", file);
        }
    }

    private static WriterFile open(Path file, ViewConfig config, Opening opening) {
        @Nullable Connection connection = null;
        try {
            connection = Connections.readWrite(file, config);
            return opening.from(connection);
        } catch (SQLException e) {
            close(connection, e);
            throw Failures.of(e, "open the view", file);
        } catch (RuntimeException e) {
            close(connection, e);
            throw e;
        }
    }

    private static void close(@Nullable Connection connection, Exception cause) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @FunctionalInterface
    private interface Opening {
        WriterFile from(Connection connection) throws SQLException;
    }
}
