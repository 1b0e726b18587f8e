package dev.credence.bench.chaos;

import dev.credence.bench.oracle.Oracle;
import dev.credence.bench.oracle.Oracle.Installation;
import dev.credence.bench.oracle.Recount;
import dev.credence.bench.stack.Stack;
import dev.credence.core.model.Pattern;
import dev.credence.embedded.Loopback;
import dev.credence.schemas.registry.Registry;
import dev.credence.schemas.registry.SchemaIds;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.EventEncoder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Kills broker, registry, processor, view writer and query service at once, {@code kills} times, at random moments while
 * outcomes flow. Afterwards the publisher's acknowledgements must be those of the log, and the oracle must agree.
 */
final class KillEverything {
    private static final String PROBE = "chaos:probe";
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(30);

    private final int kills;
    private final int rate;
    private final int returnWithin;
    private final PrintWriter progress;
    private final List<Double> returns = new ArrayList<>();

    KillEverything(int kills, int rate, int returnWithin, PrintWriter progress) {
        this.kills = kills;
        this.rate = rate;
        this.returnWithin = returnWithin;
        this.progress = progress;
    }

    Verdict run() throws Exception {
        Path directory = Files.createTempDirectory("credence-chaos");
        TopicCatalogue topics = new TopicCatalogue("credence", "credence", 4);
        try (Everything everything =
                new Everything(directory, Loopback.freePort(), Loopback.freePort(), Loopback.freePort())) {
            everything.awaitReady();
            EventEncoder encoder = encoder(everything, topics);
            try (Probe probe = new Probe(everything.bootstrapServers(), everything.url(), topics, encoder);
                    Flow flow = new Flow(everything.bootstrapServers(), topics, encoder, rate)) {
                publishPatterns(probe);
                killRepeatedly(everything, probe, flow);
                flow.finish();
                probe.roundTrip(PROBE);
                Verdict verdict = judge(everything, topics, flow);
                if (verdict.passed()) {
                    everything.stop();
                    Stack.delete(directory);
                }
                return verdict;
            }
        }
    }

    private static EventEncoder encoder(Everything everything, TopicCatalogue topics) {
        try (Registry registry = Registry.connect(everything.registryUrl(), Map.of())) {
            SchemaIds ids = registry.registerEvents(topics);
            return new EventEncoder(ids.patterns(), ids.confidence(), ids.priority());
        }
    }

    private static void publishPatterns(Probe probe) throws Exception {
        for (int i = 0; i < Flow.IDS; i++) {
            probe.publish(Pattern.ofText(Flow.id(i), "chaos", "Number " + i + " of those that must not be lost."));
        }
        probe.publish(Pattern.ofText(PROBE, "chaos", "Asked for after each restart."));
        probe.roundTrip(PROBE);
    }

    private void killRepeatedly(Everything everything, Probe probe, Flow flow) throws Exception {
        SplittableRandom random = new SplittableRandom();
        for (int kill = 1; kill <= kills; kill++) {
            TimeUnit.MILLISECONDS.sleep(1_500 + random.nextInt(2_500));
            long began = System.nanoTime();
            everything.killAndRestart();
            probe.roundTrip(PROBE);
            double seconds = (System.nanoTime() - began) / 1e9;
            returns.add(seconds);
            progress.printf(
                    Locale.ROOT,
                    "kill %d of %d: readable again after %.1f s; %,d outcomes acknowledged so far%n",
                    kill,
                    kills,
                    seconds,
                    flow.acknowledged());
            progress.flush();
        }
    }

    private Verdict judge(Everything everything, TopicCatalogue topics, Flow flow) throws InterruptedException {
        progress.println("the oracle reads the log");
        progress.flush();
        Oracle oracle = new Oracle(new Installation(
                everything.bootstrapServers(),
                everything.registryUrl(),
                topics,
                id -> Flow.HALF_LIFE.toMillis(),
                everything.viewDirectory(),
                everything.url()));
        Recount recount = oracle.recount();
        List<String> unacknowledged = flow.differencesFrom(recount);
        return new Verdict(
                kills,
                flow.acknowledged(),
                unacknowledged,
                oracle.judge(recount, SETTLED_WITHIN),
                returns,
                returnWithin);
    }
}
