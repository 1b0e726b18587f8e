package dev.credence.bench.chaos;

import dev.credence.core.model.Pattern;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The roles' data directory is a small file system of its own. It is filled to the last byte, patterns are published
 * until the view can take no more, and after a while there is space again.
 */
final class FullDisk implements Ordeal {
    private static final String SIZE = "192m";
    private static final Duration BLOCKED = Duration.ofSeconds(3);
    private static final int STAYS_FULL_MS = 5_000;
    private static final int PATTERNS_AT_ONCE = 64;
    private static final int MOST_PATTERNS = 64 * PATTERNS_AT_ONCE;
    private static final int TEXT_BYTES = 12 << 10;

    private final Random random = new Random(11);
    private @Nullable Path mounted;
    private int published;

    @Override
    public String name() {
        return "full disk";
    }

    @Override
    public void prepare(World world) throws IOException, InterruptedException {
        Path data = Files.createDirectories(world.dataDirectory());
        Process mount = new ProcessBuilder(
                        "mount", "-t", "tmpfs", "-o", "size=" + SIZE, "credence-chaos", data.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(mount.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (mount.waitFor() != 0) {
            throw new CannotInflictException(
                    "a disk that is full needs a small file system, and none could be mounted (" + said
                            + "): run as root," + " in a container with CAP_SYS_ADMIN");
        }
        mounted = data;
    }

    @Override
    public double inflict(Scene scene, int round) throws Exception {
        Path ballast = scene.world().dataDirectory().resolve("ballast");
        fill(ballast);
        int before = published;
        while (scene.probe().isCountedWithin(Scene.PROBE, BLOCKED)) {
            if (published - before >= MOST_PATTERNS) {
                throw new IllegalStateException("the view went on though the disk was full");
            }
            publishPatterns(scene.probe());
        }
        TimeUnit.MILLISECONDS.sleep(STAYS_FULL_MS);
        Files.delete(ballast);
        return scene.untilReadable(System.nanoTime());
    }

    private void publishPatterns(Probe probe) throws Exception {
        for (int i = 0; i < PATTERNS_AT_ONCE; i++) {
            byte[] text = new byte[TEXT_BYTES];
            random.nextBytes(text);
            probe.publish(Pattern.ofText(
                    "chaos:bulk-" + published++, "chaos", Base64.getEncoder().encodeToString(text)));
        }
    }

    /** In ever smaller pieces, until not one byte more is taken. */
    private static void fill(Path ballast) throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (int piece = 1 << 20; piece > 0; piece >>= 4) {
                byte[] zeros = new byte[piece];
                boolean room = true;
                while (room) {
                    room = takes(out, zeros);
                }
            }
        }
    }

    private static boolean takes(OutputStream out, byte[] bytes) {
        try {
            out.write(bytes);
            return true;
        } catch (IOException noSpace) {
            return false;
        }
    }

    @Override
    public void cleanUp() throws IOException, InterruptedException {
        if (mounted != null) {
            // Lazily: a file of a role that was just killed may still be open.
            new ProcessBuilder("umount", "-l", mounted.toString()).start().waitFor();
            mounted = null;
        }
    }
}
