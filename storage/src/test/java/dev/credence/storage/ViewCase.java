package dev.credence.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A view in a directory of its own, with whatever was opened closed at the end. */
abstract class ViewCase {
    @TempDir
    Path directory;

    ViewConfig config = ViewConfig.in(Path.of("unset"));

    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeEach
    void configure() {
        config = ViewConfig.in(directory.resolve("view")).with(new ViewConfig.Pool(2, Duration.ofSeconds(2), 16));
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
        assertThat(openFiles()).as("files left open").isEmpty();
    }

    /** Which files of this test's directory this process has open, where the system can tell. */
    List<Path> openFiles() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        List<Path> open = new ArrayList<>();
        if (Files.isDirectory(descriptors)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
                all.forEach(descriptor -> addIfOurs(descriptor, open));
            }
        }
        return open;
    }

    private void addIfOurs(Path descriptor, List<Path> open) {
        try {
            Path target = Files.readSymbolicLink(descriptor);
            if (target.startsWith(directory)) {
                open.add(target);
            }
        } catch (IOException closedMeanwhile) {
            // The listing itself holds a descriptor that is gone by now.
        }
    }

    /** Runs {@code sql} on {@code file} as another program would. */
    static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs what stands between semicolons. */
    static void executeAll(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** The rows that {@code sql} gives on {@code file}, columns joined by bars. */
    static List<String> query(Path file, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    <T extends AutoCloseable> T closing(T one) {
        opened.add(one);
        return one;
    }

    ViewWriter writer() {
        return closing(View.openWriter(config, Batches.IDENTITY));
    }

    /** A writer whose view is served from the start. */
    ViewWriter published() {
        ViewWriter writer = writer();
        writer.publish();
        return writer;
    }

    ViewReader reader() {
        return closing(View.openReader(config));
    }

    /** What a reader sees of {@code id}, which must be known. */
    PatternRow row(String id) {
        PatternRow row = reader().get(id);
        if (row == null) {
            throw new AssertionError("nothing is known of " + id);
        }
        return row;
    }

    /** The file that is served. */
    Path file() {
        Path file = new ViewFiles(config.directory()).published();
        if (file == null) {
            throw new AssertionError("nothing is published in " + config.directory());
        }
        return file;
    }
}
