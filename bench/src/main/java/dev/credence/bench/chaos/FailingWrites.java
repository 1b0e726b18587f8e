package dev.credence.bench.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The system refuses the view writer's writes, wherever in a file they would go but at its start, until patterns do not
 * become readable any more; after a while it takes them again. To SQLite that is a failing disk, and not a full one.
 */
final class FailingWrites implements Ordeal {
    private static final String REFUSED_FROM_BYTES = "4096";
    private static final Duration BLOCKED = Duration.ofSeconds(3);
    private static final int STAYS_MS = 5_000;
    private static final int MOST_TRIES = 20;

    @Override
    public String name() {
        return "writes that fail";
    }

    @Override
    public double inflict(Scene scene, int round) throws Exception {
        RoleProcess view = scene.world().running(Part.VIEW);
        limit(view, REFUSED_FROM_BYTES);
        try {
            int tries = 0;
            while (scene.probe().isCountedWithin(Scene.PROBE, BLOCKED)) {
                if (++tries >= MOST_TRIES) {
                    throw new IllegalStateException("the view went on though its writes were refused");
                }
            }
            TimeUnit.MILLISECONDS.sleep(STAYS_MS);
        } finally {
            limit(view, "unlimited");
        }
        return scene.untilReadable(System.nanoTime());
    }

    /** The limit that a process may raise again: its other one is left alone. */
    private static void limit(RoleProcess process, String bytes) throws IOException, InterruptedException {
        Process limiting;
        try {
            limiting = new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes + ":")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException absent) {
            throw new CannotInflictException("writes that fail need prlimit, of util-linux: " + absent.getMessage());
        }
        String said = new String(limiting.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (limiting.waitFor() != 0) {
            throw new CannotInflictException("prlimit could not limit what the view writes: " + said);
        }
    }
}
