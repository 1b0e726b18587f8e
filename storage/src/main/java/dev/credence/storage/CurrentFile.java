package dev.credence.storage;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the link points to, looked up at most so often. Thread-safe. */
final class CurrentFile {
    private static final long INTERVAL_NANOS = Duration.ofMillis(10).toNanos();

    private final ViewFiles files;
    private volatile @Nullable Seen seen;

    CurrentFile(ViewFiles files) {
        this.files = files;
    }

    /** @throws ViewNotReadyException if there is no published view, and never was */
    ServedFile get() {
        Seen last = seen;
        return last != null && System.nanoTime() - last.atNanos() < INTERVAL_NANOS ? last.file() : look();
    }

    /** The same, as of now. */
    ServedFile look() {
        long nowNanos = System.nanoTime();
        Seen last = seen;
        ServedFile served = served();
        // Who deletes the view leaves it to those who have it open, until its successor is published.
        ServedFile file = served == null && last != null ? last.file() : served;
        if (file == null) {
            throw notReady();
        }
        seen = new Seen(file, nowNanos);
        return file;
    }

    /** @throws ViewNotReadyException if there is no published view at this moment */
    void requirePublished() {
        if (served() == null) {
            throw notReady();
        }
    }

    private ViewNotReadyException notReady() {
        return new ViewNotReadyException("there is no view in " + files.directory()
                + " yet: it appears when the processor has caught up for the first time");
    }

    /** Null: there is none. */
    private @Nullable ServedFile served() {
        Path before = null;
        for (Path path = files.published(); path != null && !path.equals(before); path = files.published()) {
            ServedFile file = ServedFile.at(path);
            if (file != null) {
                return file;
            }
            // Deleted since the link was read: a successor has been published, or there is none.
            before = path;
        }
        return null;
    }

    private record Seen(ServedFile file, long atNanos) {}
}
