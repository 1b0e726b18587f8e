package dev.credence.bench.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * The broker falls silent (SIGSTOP) inside {@code commitTransaction} for a few seconds, every third time for longer than
 * transactions and sessions last, and goes on.
 */
final class StalledBroker implements Ordeal {
    private static final int SHORT_MS = 2_000;
    private static final int MOST_LONGER_MS = 3_000;
    /** Transactions and sessions last 10 s. */
    private static final int LONG_MS = 12_000;

    private static final int LONG_EVERY = 3;
    private static final long STOPPED_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final SplittableRandom random;

    StalledBroker(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    public String name() {
        return "broker stalled in a commit";
    }

    @Override
    public void startProcessor(World world) throws IOException {
        world.startArmed(Part.PROCESSOR, StallAtCommit.option(world.broker().pid(), request(world)));
    }

    @Override
    public double inflict(Scene scene, int round) throws Exception {
        World world = scene.world();
        Files.createFile(request(world));
        long deadline = System.nanoTime() + STOPPED_WITHIN_NANOS;
        while (Files.exists(request(world))) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the processor commits nothing; see " + world.log());
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        TimeUnit.MILLISECONDS.sleep((round % LONG_EVERY == 0 ? LONG_MS : SHORT_MS) + random.nextInt(MOST_LONGER_MS));
        long began = System.nanoTime();
        world.broker().resume();
        return scene.untilReadable(began);
    }

    private static Path request(World world) {
        return world.directory().resolve("stall");
    }
}
