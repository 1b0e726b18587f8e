package dev.credence.bench.chaos;

import dev.credence.bench.stack.Stack;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Result;
import dev.credence.embedded.Loopback;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.EventEncoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Measures one {@link Return}. Confined to one thread. */
final class ReturnTrial {
    private static final String PROBE = "return:probe";
    /** Those of the launcher, instead of those that make many short starts cheap. */
    private static final List<String> JVM =
            List.of("-Xmx3g", "-XX:-UseSerialGC", "-XX:+UseParallelGC", "-XX:TieredStopAtLevel=4");

    private static final int KILLS = 3;
    private static final Duration LOADED_WITHIN = Duration.ofMinutes(10);
    private static final Duration REBUILT_WITHIN = Duration.ofMinutes(5);

    private final String store;
    private final int patterns;
    private final PrintWriter progress;
    private final int statusPort = Loopback.freePort();

    /** @param store as {@code evidence.store} calls it */
    ReturnTrial(String store, int patterns, PrintWriter progress) {
        this.store = store;
        this.patterns = patterns;
        this.progress = progress;
    }

    Return run() throws Exception {
        Path directory = Files.createTempDirectory("credence-return");
        try (World world = new World(directory, JVM)) {
            world.recordArchives();
            EventEncoder encoder = world.encoder();
            RoleProcess processor = startProcessor(world);
            world.start(Part.VIEW);
            world.start(Part.QUERY_SERVICE);
            try (Probe probe = new Probe(world.bootstrapServers(), world.url(), world.topics(), encoder)) {
                probe.publish(Pattern.ofText(PROBE, "note", "Asked for after each restart."));
                probe.roundTrip(PROBE);
                long emptyBytes = storeBytes(world, processor);
                double emptySeconds = killAndReturn(world, probe);
                load(world, encoder);
                if (!probe.isCountedWithin(PROBE, LOADED_WITHIN)) {
                    throw new IllegalStateException("what was published did not become readable; see " + world.log());
                }
                return measure(world, probe, emptyBytes, emptySeconds);
            }
        } finally {
            Stack.delete(directory);
        }
    }

    private Return measure(World world, Probe probe, long emptyBytes, double emptySeconds) throws Exception {
        probe.roundTrip(PROBE);
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            seconds.add(killAndReturn(world, probe));
        }
        long bytes = storeBytes(world, world.running(Part.PROCESSOR)) - emptyBytes;
        double rebuildSeconds = rebuildView(world);
        probe.roundTrip(PROBE);
        return new Return(store, patterns, emptySeconds, seconds, bytes, world.viewRows(), rebuildSeconds);
    }

    private RoleProcess startProcessor(World world) throws IOException {
        return world.start(
                Part.PROCESSOR,
                List.of("--set", "evidence.store=" + store, "--status-port", Integer.toString(statusPort)));
    }

    private double killAndReturn(World world, Probe probe)
            throws IOException, InterruptedException, ExecutionException {
        world.kill(Part.PROCESSOR);
        long began = System.nanoTime();
        startProcessor(world);
        probe.roundTrip(PROBE);
        return (System.nanoTime() - began) / 1e9;
    }

    /** A pattern of a line of text each, and an outcome. */
    private void load(World world, EventEncoder encoder) throws InterruptedException {
        progress.println("  " + store + ": publishing " + patterns + " patterns, and an outcome of each");
        progress.flush();
        TopicCatalogue topics = world.topics();
        long now = System.currentTimeMillis();
        try (RawPublisher publisher = new RawPublisher(world.bootstrapServers())) {
            for (int i = 0; i < patterns; i++) {
                String id = "return:" + i;
                byte[] key = id.getBytes(StandardCharsets.US_ASCII);
                Pattern pattern = Pattern.ofText(id, "note", "Number " + i + " of those that are there after a kill.");
                publisher.send(new ProducerRecord<>(topics.patterns(), key, encoder.encode(pattern)));
                publisher.send(new ProducerRecord<>(
                        topics.confidence(), key, encoder.encode(Outcome.of(id, Result.SUCCESS, now))));
            }
            publisher.finish();
        }
    }

    private double rebuildView(World world) throws IOException, InterruptedException {
        world.kill(Part.VIEW);
        world.deleteView();
        Path link = world.dataDirectory().resolve("view").resolve("view.db");
        long began = System.nanoTime();
        world.start(Part.VIEW);
        while (!Files.exists(link)) {
            if (System.nanoTime() - began > REBUILT_WITHIN.toNanos()) {
                throw new IllegalStateException("the view was not made anew; see " + world.log());
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        // Who read the lost one goes on with what was deleted.
        world.kill(Part.QUERY_SERVICE);
        world.start(Part.QUERY_SERVICE);
        return seconds;
    }

    private long storeBytes(World world, RoleProcess processor) throws IOException, InterruptedException {
        if (store.equals("memory")) {
            processor.collectGarbage();
            return new RoleMetrics(statusPort).heapBytes();
        }
        try (Stream<Path> files = Files.walk(world.dataDirectory().resolve("streams"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
