package dev.credence.storage;

import dev.credence.storage.ViewReport.Pages;
import dev.credence.storage.ViewReport.QueryFigures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Looks into a database file without changing it, live or not. Reads every page: meant for people, not for service. */
public final class ViewInspector {
    private ViewInspector() {}

    /**
     * The file in figures; it need not be a view.
     *
     * @param file a database, or a directory with a view in it
     * @throws ViewException if there is no such file, or it is not an SQLite database
     */
    public static ViewReport inspect(Path file) {
        Path found = resolved(file);
        try (Connection connection = Connections.forInspection(found)) {
            connection.setAutoCommit(false); // one snapshot for all questions
            return report(connection, found);
        } catch (SQLException e) {
            throw Failures.of(e, "look into the database", found);
        }
    }

    /**
     * Runs the statements that are run for every question, and asks SQLite how it goes about them.
     *
     * @throws ViewException if there is no such file, or it is not a view that this build reads
     */
    public static List<QueryFigures> queries(Path file) {
        Path found = resolved(file);
        try (Connection connection = Connections.forInspection(found)) {
            Schema.require(connection, found);
            try (ReadConnection view = ReadConnection.over(new ServedFile(found, null), connection)) {
                return HotQueries.run(view);
            }
        } catch (SQLException e) {
            throw Failures.of(e, "look into the database", found);
        }
    }

    private static ViewReport report(Connection connection, Path file) throws SQLException {
        Pragmas pragmas = new Pragmas(connection);
        long applicationId = Long.parseLong(pragmas.get("application_id"));
        int format = Integer.parseInt(pragmas.get("user_version"));
        Pages pages = pages(pragmas, file);
        Catalogue catalogue = new Catalogue(connection);
        if (applicationId != Schema.APPLICATION_ID || format != Schema.FORMAT) {
            return ViewReport.ofOther(file, applicationId, format, pages, catalogue.tables(), catalogue.indexes());
        }
        CodecScan codecs = CodecScan.of(connection);
        ReadConnection view = ReadConnection.over(new ServedFile(file, null), connection); // closed with the connection
        return new ViewReport(
                file,
                applicationId,
                format,
                pages,
                catalogue.tables(),
                catalogue.indexes(),
                Info.read(view),
                LedgerTable.read(view),
                PositionTable.all(connection),
                codecs.figures(),
                codecs.dictionaries(connection),
                CodecScan.blobs(connection));
    }

    private static Pages pages(Pragmas pragmas, Path file) throws SQLException {
        return new Pages(
                Long.parseLong(pragmas.get("page_size")),
                Long.parseLong(pragmas.get("page_count")),
                Long.parseLong(pragmas.get("freelist_count")),
                ViewFiles.bytes(file),
                ViewFiles.walBytes(file));
    }

    private static Path resolved(Path file) {
        Path found = file;
        for (String inside : List.of("view/view.db", "view.db")) {
            if (Files.isDirectory(found) && Files.exists(found.resolve(inside))) {
                found = found.resolve(inside);
            }
        }
        if (!Files.isRegularFile(found)) {
            throw new ViewException("there is no database at " + file
                    + ": name a view such as .credence/view/view.db, or a data directory that has one");
        }
        try {
            return found.toRealPath(); // the write-ahead log is named after the file, not after the link
        } catch (IOException e) {
            throw new UncheckedIOException("cannot follow " + found, e);
        }
    }
}
