package dev.credence.bench.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The wall clock of processor, view writer and query service jumps by an hour, ahead and back, behind and back; the
 * broker's stays right, and so do the clocks that only measure. Each time nothing is reported for a moment, so that what
 * comes then is alone and no full batch helps it along.
 */
final class ClockJumps implements Ordeal {
    private static final List<Integer> OFFSETS_S = List.of(3_600, 0, -3_600, 0);
    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final String LIBRARY = "libfaketimeMT.so.1";
    /** The library looks at its file every second. */
    private static final int NOTICED_WITHIN_MS = 1_500;

    @Override
    public String name() {
        return "clocks jump";
    }

    @Override
    public void prepare(World world) throws IOException {
        set(world, 0);
        world.setEnvironment(Map.of(
                "LD_PRELOAD",
                library().toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file(world).toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "NO_FAKE_STAT",
                "1"));
    }

    @Override
    public double inflict(Scene scene, int round) throws Exception {
        double alone;
        scene.flow().pause();
        try {
            set(scene.world(), OFFSETS_S.get((round - 1) % OFFSETS_S.size()));
            TimeUnit.MILLISECONDS.sleep(NOTICED_WITHIN_MS);
            alone = scene.untilReadable(System.nanoTime());
        } finally {
            scene.flow().resume();
        }
        return Math.max(alone, scene.untilReadable(System.nanoTime()));
    }

    private static void set(World world, int offsetSeconds) throws IOException {
        Path next = Files.writeString(
                world.directory().resolve("clock.next"), (offsetSeconds < 0 ? "" : "+") + offsetSeconds + "\n");
        Files.move(next, file(world), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path file(World world) {
        return world.directory().resolve("clock");
    }

    private static Path library() throws IOException {
        try (Stream<Path> files = Files.find(
                LIBRARIES,
                3,
                (path, attributes) -> path.getFileName().toString().equals(LIBRARY))) {
            return files.findFirst()
                    .orElseThrow(() -> new CannotInflictException(
                            "clocks that jump need " + LIBRARY + " in " + LIBRARIES + ": install libfaketime"));
        }
    }
}
