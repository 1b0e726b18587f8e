package dev.credence.bench.pipeline;

import dev.credence.bench.Measure;
import dev.credence.bench.Row;
import dev.credence.bench.load.OutcomeLoad;
import dev.credence.bench.stack.Stack;
import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Logs;
import dev.credence.embedded.broker.BrokerOptions;
import dev.credence.embedded.broker.EmbeddedBroker;
import dev.credence.embedded.registry.RegistryEndpoint;
import dev.credence.embedded.registry.RegistryOptions;
import dev.credence.schemas.registry.Registry;
import dev.credence.schemas.registry.SchemaIds;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.Topics;
import dev.credence.schemas.wire.EventEncoder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * A backlog of outcomes from the topic into SQLite, exactly once, and the same backlog through a topology that does
 * nothing; one after the other, in one process, against one broker. Rates are taken from the first record that the application
 * takes to the moment in which all are committed (and, for the product, readable in SQLite).
 */
public final class PipelineRow implements Row {
    private static final OutcomeLoad LOAD = new OutcomeLoad(1_000_000, 100_000, 1.0, 42);
    /** As large as what is measured: a pass is short beside the time that the JVM takes to compile all of it. */
    private static final OutcomeLoad WARM_UP = new OutcomeLoad(1_000_000, 100_000, 1.0, 43);

    private static final int WARM_UP_ROUNDS = 3;
    private static final int ROUNDS = 3;
    private static final double MUST_RATIO = 0.3;
    private static final double AIM_RATIO = 0.7;

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) throws Exception {
        Path directory = Files.createTempDirectory("credence-bench");
        Logs.toFile(directory);
        try (RegistryEndpoint registry =
                        RegistryEndpoint.start(new RegistryOptions("127.0.0.1", 0, directory.resolve("schemas.json")));
                EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.in(directory.resolve("kafka")))) {
            Settings settings = Stack.settings(
                    directory,
                    Map.of(
                            Key.BOOTSTRAP_SERVERS, broker.bootstrapServers(),
                            Key.SCHEMA_REGISTRY_URL, registry.url()));
            Rounds rounds = new Rounds(settings, directory, progress);
            rounds.run("warm", WARM_UP, WARM_UP_ROUNDS);
            return rounds.run("measured", LOAD, quick ? 1 : ROUNDS);
        } finally {
            Stack.delete(directory);
        }
    }

    /** The rounds of one broker. */
    private record Rounds(Settings settings, Path directory, PrintWriter progress) {
        List<Measure> run(String prefix, OutcomeLoad load, int rounds) throws Exception {
            Settings ofLoad = settings.with(Map.of(Key.TOPICS_PREFIX, new Setting(prefix, "benchmark")));
            publish(ofLoad, load);
            // One application after the other: alternating them makes the JVM compile both again each time.
            List<Double> limits = new ArrayList<>();
            List<Double> rates = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                limits.add(Passes.noOp(ofRound(ofLoad, prefix, round), load.outcomes()));
            }
            for (int round = 1; round <= rounds; round++) {
                rates.add(Passes.product(ofRound(ofLoad, prefix, round), load));
            }
            double ratio = median(rates) / median(limits);
            progress.println("  " + prefix + ": no-op " + each(limits) + "; into SQLite " + each(rates));
            progress.printf(
                    Locale.ROOT,
                    "  %s: consumed = published = %,d in each round; median no-op %,.0f/s, into SQLite %,.0f/s%n",
                    prefix,
                    load.outcomes(),
                    median(limits),
                    median(rates));
            return List.of(Measure.atLeast(
                    "pipeline", "topic → SQLite exactly once / no-op, median", ratio, MUST_RATIO, AIM_RATIO));
        }

        private Settings ofRound(Settings ofLoad, String prefix, int round) {
            String name = prefix + "-" + round;
            return ofLoad.with(Map.of(
                    Key.APPLICATION_ID, new Setting(name, "benchmark"),
                    Key.DATA_DIR, new Setting(directory.resolve(name).toString(), "benchmark")));
        }

        private static String each(List<Double> rates) {
            return rates.stream()
                    .map(rate -> String.format(Locale.ROOT, "%,.0f/s", rate))
                    .collect(Collectors.joining(" "));
        }

        private static void publish(Settings settings, OutcomeLoad load) {
            TopicCatalogue catalogue = Clients.catalogue(settings);
            try (Admin admin = Clients.admin(settings);
                    Registry registry = Clients.registry(settings)) {
                Topics.createMissing(admin, catalogue, (short) 1);
                SchemaIds ids = registry.registerEvents(catalogue);
                load.publish(
                        settings.text(Key.BOOTSTRAP_SERVERS),
                        catalogue.confidence(),
                        new EventEncoder(ids.patterns(), ids.confidence(), ids.priority()));
            }
        }

        private static double median(List<Double> values) {
            List<Double> sorted = new ArrayList<>(values);
            Collections.sort(sorted);
            return sorted.get(sorted.size() / 2);
        }
    }
}
