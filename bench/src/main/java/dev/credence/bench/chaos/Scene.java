package dev.credence.bench.chaos;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Where an ordeal takes place: everything runs, outcomes flow, and somebody reads all the time.
 *
 * @param reads demand that each read is answered; to be paused by who stops the service
 */
record Scene(World world, Probe probe, Flow flow, Reads reads) {
    /** The pattern that is asked for after each ordeal. */
    static final String PROBE = "chaos:probe";

    /** Small caches: reads that never met the file would prove nothing. */
    private static final List<String> SMALL_CACHES =
            List.of("--set", "cache.l1.entries=10", "--set", "cache.l2.entries=20", "--set", "cache.l3.entries=10");

    static void startService(World world) throws IOException {
        world.start(Part.QUERY_SERVICE, SMALL_CACHES);
    }

    /** Seconds from {@code beganNanos} until a new outcome of each partition is readable. */
    double untilReadable(long beganNanos) throws InterruptedException, ExecutionException {
        probe.roundTrip(PROBE);
        return (System.nanoTime() - beganNanos) / 1e9;
    }
}
