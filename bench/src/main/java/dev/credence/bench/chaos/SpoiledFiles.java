package dev.credence.bench.chaos;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** The view writer is killed, and before it comes back somebody lays hands on the view's files. */
final class SpoiledFiles implements Ordeal {
    private final Random random = new Random(11);

    /** What is done, in turn. */
    private enum Spoil {
        LOG_DELETED,
        LOG_CUT,
        LOG_FOREIGN,
        INDEX_DELETED,
        INDEX_CUT,
        INDEX_FOREIGN,
        /** Under a service that goes on reading. */
        VIEW_DELETED
    }

    @Override
    public String name() {
        return "files spoiled";
    }

    @Override
    public double inflict(Scene scene, int round) throws Exception {
        Spoil spoil = Spoil.values()[(round - 1) % Spoil.values().length];
        World world = scene.world();
        world.kill(Part.VIEW);
        if (spoil == Spoil.VIEW_DELETED) {
            world.deleteView();
            long began = System.nanoTime();
            world.start(Part.VIEW);
            return scene.untilReadable(began);
        }
        scene.reads().pause();
        try {
            world.kill(Part.QUERY_SERVICE);
            spoil(
                    spoil,
                    world.dataDirectory().resolve("view").resolve("view.db").toRealPath());
            long began = System.nanoTime();
            world.start(Part.VIEW);
            Scene.startService(world);
            return scene.untilReadable(began);
        } finally {
            scene.reads().resume();
        }
    }

    private void spoil(Spoil spoil, Path file) throws IOException {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        Path index = file.resolveSibling(file.getFileName() + "-shm");
        switch (spoil) {
            case LOG_DELETED -> Files.deleteIfExists(log);
            case LOG_CUT -> cut(log);
            case LOG_FOREIGN -> scribble(log);
            case INDEX_DELETED -> Files.deleteIfExists(index);
            case INDEX_CUT -> cut(index);
            case INDEX_FOREIGN -> scribble(index);
            case VIEW_DELETED -> throw new AssertionError(spoil);
        }
    }

    /** Leaves about two thirds, and not at a page's end. */
    private static void cut(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() * 2 / 3 - 7);
        }
    }

    /** As many bytes that mean nothing. */
    private void scribble(Path file) throws IOException {
        byte[] noise = new byte[(int) Files.size(file)];
        random.nextBytes(noise);
        Files.write(file, noise);
    }
}
