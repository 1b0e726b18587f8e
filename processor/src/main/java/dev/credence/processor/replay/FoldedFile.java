package dev.credence.processor.replay;

import dev.credence.storage.View;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewIdentity;
import dev.credence.storage.ViewWriter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A fold written as a view's file: the same tables, indexes and ledger, for SQL, {@code inspect} and comparison. */
public final class FoldedFile {
    private final LogFold fold;
    private final LogRange range;

    public FoldedFile(LogFold fold, LogRange range) {
        this.fold = fold;
        this.range = range;
    }

    /**
     * Writes the file; it appears at its path when it is whole.
     *
     * @throws ReplayException if {@code file} exists
     * @throws dev.credence.storage.ViewException if it cannot be written
     */
    public void write(Path file, ViewIdentity identity) {
        requireAbsent(file);
        Path directory = file.toAbsolutePath().resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(directory);
            try (ViewWriter writer = View.rebuild(ViewConfig.in(directory), identity)) {
                new FoldedRows(fold, range).write(writer);
                writer.publish();
            }
            Files.move(published(directory), file, StandardCopyOption.ATOMIC_MOVE);
            delete(directory);
        } catch (IOException e) {
            throw new ReplayException("cannot write " + file + ": " + reason(e) + "; name another file");
        }
    }

    /** @throws ReplayException if there is something at {@code file} */
    public static void requireAbsent(Path file) {
        if (Files.exists(file)) {
            throw new ReplayException(file + " exists; name another file, or move it away: a replay replaces nothing");
        }
    }

    /** A failure of the file system names the file, and says why apart from that. */
    private static String reason(IOException failure) {
        return failure instanceof FileSystemException ofFile && ofFile.getReason() != null
                ? ofFile.getReason() + " (" + ofFile.getFile() + ")"
                : failure.toString();
    }

    private static Path published(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "view-*.db")) {
            return files.iterator().next();
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
