package dev.credence.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * The files of a view: {@code view-<generation>.db}, and the link {@code view.db} to the one that is served. Only their
 * names are handled here; Java never opens a file that SQLite has open, because closing it would drop SQLite's locks.
 */
record ViewFiles(Path directory) {
    private static final String LINK = "view.db";

    Path link() {
        return directory.resolve(LINK);
    }

    Path lock() {
        return directory.resolve("view.lock");
    }

    Path libraries() {
        return directory.resolve("native");
    }

    Path file(String generation) {
        return directory.resolve(name(generation));
    }

    static String name(String generation) {
        return "view-" + generation + ".db";
    }

    static boolean isGeneration(String name) {
        return name.startsWith("view-") && name.endsWith(".db");
    }

    /** The file that the link points to; null if there is none. */
    @Nullable
    Path published() {
        Path link = link();
        try {
            if (!Files.isSymbolicLink(link)) {
                refuseOtherThanLink(link);
                return null;
            }
            Path target = directory.resolve(Files.readSymbolicLink(link));
            while (!Files.exists(target)) {
                // Another generation may have been published, and this one deleted, since the link was read.
                Path now = directory.resolve(Files.readSymbolicLink(link));
                if (now.equals(target)) {
                    return null;
                }
                target = now;
            }
            return target;
        } catch (NoSuchFileException removedMeanwhile) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the link " + link, e);
        }
    }

    /** Lets the link point to {@code file}, in one step for whoever looks. */
    void publish(Path file) {
        Path next = directory.resolve(LINK + ".next");
        try {
            Files.deleteIfExists(next);
            Files.createSymbolicLink(next, file.getFileName());
            Files.move(next, link(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot let " + link() + " point to " + file.getFileName(), e);
        }
    }

    /** Deletes all generations but {@code kept}. Readers that have one open go on reading what they have. */
    void deleteOthers(@Nullable Path kept) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "view-*.db*")) {
            for (Path file : files) {
                if (kept == null
                        || !file.getFileName()
                                .toString()
                                .startsWith(kept.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw notDeleted(e);
        } catch (DirectoryIteratorException e) {
            throw notDeleted(new IOException(e));
        }
    }

    private UncheckedIOException notDeleted(IOException cause) {
        return new UncheckedIOException("cannot delete old generations in " + directory, cause);
    }

    /** Bytes of the write-ahead log beside {@code file}; 0 if there is none. */
    static long walBytes(Path file) {
        return bytes(file.resolveSibling(file.getFileName() + "-wal"));
    }

    static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException none) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot see the size of " + file, e);
        }
    }

    private static void refuseOtherThanLink(Path link) {
        if (Files.exists(link)) {
            throw new ForeignFileException(link + " is not the link to a view that Credence makes: move it away, or set"
                    + " another data.dir");
        }
    }
}
