package dev.credence.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        config = ViewConfig.in(directory.resolve("view")).withPool(2, Duration.ofSeconds(2), 16);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
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
