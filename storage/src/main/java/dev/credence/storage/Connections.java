package dev.credence.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/** Opens SQLite files. */
final class Connections {
    private static final String LIBRARY_DIRECTORY = "org.sqlite.tmpdir";
    private static final String MEMORY = "2";
    private static final long WAL_LIMIT_FACTOR = 4;
    private static final int INCREMENTAL = 2;
    private static final int INSPECTION_BUSY_MS = 5_000;

    private Connections() {}

    /** Read and write; a file that is not there is made. Transactions are begun by statement. */
    static Connection readWrite(Path file, ViewConfig config) throws SQLException {
        Connection connection = open(file, new SQLiteConfig(), config);
        int pages = config.writer().maxFilePages();
        if (pages == 0) {
            return connection;
        }
        try {
            new Pragmas(connection).set("max_page_count", pages);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Read only, and of a file that must be there. */
    static Connection readOnly(Path file, ViewConfig config) throws SQLException {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setReadOnly(true);
        Connection connection = open(file, settings, config);
        try {
            new Pragmas(connection)
                    .set("query_only", 1)
                    .set("mmap_size", config.file().mmapBytes());
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Of a file that is only read, and from which another is written. */
    static Connection forCopying(Path file, ViewConfig config) throws SQLException {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setReadOnly(true);
        return open(file, settings, config);
    }

    /**
     * Read only, of any database. Where no log lies beside the file nobody has it open, and it is taken as it is: opened
     * in the ordinary way, a file in WAL mode would get such a log, and a directory that cannot be written to would
     * refuse.
     */
    static Connection forInspection(Path file) throws SQLException {
        if (System.getProperty(LIBRARY_DIRECTORY) == null) {
            keepLibraryIn(ownTemporaryDirectory());
        }
        SQLiteConfig settings = new SQLiteConfig();
        settings.setReadOnly(true);
        boolean atRest = !Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
        Connection connection = settings.createConnection("jdbc:sqlite:"
                + file.toUri().toString().replace("file:///", "file:/") + "?mode=ro" + (atRest ? "&immutable=1" : ""));
        try {
            new Pragmas(connection)
                    .set("busy_timeout", INSPECTION_BUSY_MS)
                    .set("query_only", 1)
                    .set("trusted_schema", 0);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static Path ownTemporaryDirectory() {
        try {
            Path directory = Files.createTempDirectory("credence-native");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory for SQLite's native library", e);
        }
    }

    /** For a first build: nobody reads it, and what a crash leaves of it is deleted. */
    static void setForBuilding(Connection connection) throws SQLException {
        new Pragmas(connection)
                .set("auto_vacuum", INCREMENTAL)
                .set("journal_mode", "memory", "memory")
                .synchronous("off");
    }

    /** For a published file: readers beside the writer, and checkpoints when the writer says. */
    static void setForService(Connection connection, ViewConfig config) throws SQLException {
        new Pragmas(connection)
                .set("journal_mode", "wal", "wal")
                .synchronous(config.file().synchronous())
                .set("wal_autocheckpoint", 0)
                .set("journal_size_limit", WAL_LIMIT_FACTOR * config.writer().checkpointBytes());
    }

    private static Connection open(Path file, SQLiteConfig settings, ViewConfig config) throws SQLException {
        keepLibraryIn(new ViewFiles(config.directory()).libraries());
        settings.setGetGeneratedKeys(false);
        Connection connection = settings.createConnection("jdbc:sqlite:" + file);
        try {
            new Pragmas(connection)
                    .set("busy_timeout", config.busyTimeout().toMillis())
                    .set("cache_size", -(config.file().cacheBytes() >> 10))
                    .set("temp_store", "memory", MEMORY)
                    .set("trusted_schema", 0);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The driver unpacks its native library to java.io.tmpdir, where anybody may write, unless told another place. */
    private static void keepLibraryIn(Path directory) {
        if (System.getProperty(LIBRARY_DIRECTORY) == null) {
            try {
                Files.createDirectories(directory);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot make " + directory + " for SQLite's native library", e);
            }
            System.setProperty(LIBRARY_DIRECTORY, directory.toAbsolutePath().toString());
        }
    }
}
