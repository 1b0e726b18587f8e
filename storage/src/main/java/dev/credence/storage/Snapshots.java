package dev.credence.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Copies of a served view from which another view starts: the offsets that it goes on from are in it. */
public final class Snapshots {
    private Snapshots() {}

    /**
     * What was copied.
     *
     * @param positions where a writer of the copy goes on reading the topics
     */
    public record Taken(Path file, String generation, long bytes, List<WriteBatch.Position> positions) {
        public Taken {
            positions = List.copyOf(positions);
        }
    }

    /**
     * Writes the view that is served, as of now, into {@code directory}; it goes on being read and written meanwhile.
     *
     * @param directory of the new view, such as {@code view} in another data directory; made if need be
     * @throws ViewNotReadyException if no view is served
     * @throws ViewException if there is a view in {@code directory} already
     */
    public static Taken take(ViewConfig served, Path directory) {
        ViewFiles into = new ViewFiles(directory);
        if (into.published() != null) {
            throw new ViewException(
                    "there is a view in " + directory + " already: name a directory that has none, or delete it");
        }
        ServedFile file = new CurrentFile(new ViewFiles(served.directory())).get();
        String generation = WriterFile.newGeneration(System.currentTimeMillis());
        Path target = into.file(generation);
        try {
            Files.createDirectories(directory);
            try (Connection connection = Connections.forCopying(file.path(), served)) {
                Schema.require(connection, file.path());
                Copy.write(connection, target, generation, served);
            }
            into.publish(target);
            try (Connection copied = Connections.readOnly(target, served)) {
                return new Taken(target, generation, ViewFiles.bytes(target), PositionTable.all(copied));
            }
        } catch (SQLException e) {
            throw Failures.of(e, "copy the view", target);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
    }
}
