package dev.credence.bench.chaos;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Kills broker, registry, processor, view writer and query service at once, {@code kills} times, at random moments while
 * outcomes flow. Afterwards the publisher's acknowledgements, the log and the answers must agree for every id.
 */
final class KillEverything {
    private static final String PROBE = "chaos:probe";

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

    /**
     * What came of it.
     *
     * @param acknowledged outcomes that the publisher knows to be in the log
     * @param differences ids for which publisher, log and answers disagree, with the three counts
     * @param returns seconds from each restart to the first new outcome readable
     */
    record Verdict(int kills, long acknowledged, List<String> differences, List<Double> returns, int returnWithin) {
        boolean passed() {
            return differences.isEmpty() && Collections.max(returns) <= returnWithin;
        }

        void print(PrintWriter out) {
            differences.stream().limit(10).forEach(out::println);
            out.printf(
                    Locale.ROOT,
                    "kills %d · outcomes %,d · ids that differ %d · readable again after %.1f s (median), %.1f s (longest;"
                            + " must be ≤ %d) · %s%n",
                    kills,
                    acknowledged,
                    differences.size(),
                    returns.get(returns.size() / 2),
                    Collections.max(returns),
                    returnWithin,
                    passed() ? "PASSED" : "FAILED");
        }
    }

    Verdict run() throws Exception {
        Path directory = Files.createTempDirectory("credence-chaos");
        TopicCatalogue topics = new TopicCatalogue("credence", "credence", 4);
        try (Everything everything =
                new Everything(directory, Loopback.freePort(), Loopback.freePort(), Loopback.freePort())) {
            everything.awaitReady();
            EventEncoder encoder = encoder(everything, topics);
            try (Probe probe = new Probe(everything, topics, encoder);
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

    private Verdict judge(Everything everything, TopicCatalogue topics, Flow flow) throws Exception {
        Map<String, Long> inLog = Counts.inLog(everything.bootstrapServers(), topics);
        awaitWhole(everything, inLog);
        List<String> ids = IntStream.range(0, Flow.IDS).mapToObj(Flow::id).toList();
        Map<String, long[]> answers = Counts.inAnswers(everything.url(), ids);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < Flow.IDS; i++) {
            long[] answer = answers.getOrDefault(Flow.id(i), new long[] {-1, -1});
            long logged = inLog.getOrDefault(Flow.id(i), 0L);
            if (answer[0] != flow.successes(i)
                    || answer[1] != flow.failures(i)
                    || logged != flow.successes(i) + flow.failures(i)) {
                differences.add(Flow.id(i) + ": acknowledged " + flow.successes(i) + "+" + flow.failures(i)
                        + ", in the log " + logged + ", answered " + answer[0] + "+" + answer[1]);
            }
        }
        List<Double> sorted = new ArrayList<>(returns);
        Collections.sort(sorted);
        return new Verdict(kills, flow.acknowledged(), differences, sorted, returnWithin);
    }

    /** The probe's partition may be ahead of others: waits until as many are answered as logged, or for half a minute. */
    private static void awaitWhole(Everything everything, Map<String, Long> inLog) throws Exception {
        List<String> ids = IntStream.range(0, Flow.IDS).mapToObj(Flow::id).toList();
        long logged = ids.stream().mapToLong(id -> inLog.getOrDefault(id, 0L)).sum();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < deadline) {
            long answered = Counts.inAnswers(everything.url(), ids).values().stream()
                    .mapToLong(counts -> counts[0] + counts[1])
                    .sum();
            if (answered == logged) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
