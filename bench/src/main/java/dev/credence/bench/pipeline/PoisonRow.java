package dev.credence.bench.pipeline;

import dev.credence.bench.Measure;
import dev.credence.bench.Rounds;
import dev.credence.bench.Row;
import dev.credence.bench.load.OutcomeLoad;
import dev.credence.bench.stack.CpuUsed;
import dev.credence.bench.stack.Stack;
import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Logs;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.model.Outcome;
import dev.credence.embedded.broker.BrokerOptions;
import dev.credence.embedded.broker.EmbeddedBroker;
import dev.credence.embedded.registry.RegistryEndpoint;
import dev.credence.embedded.registry.RegistryOptions;
import dev.credence.schemas.registry.Registry;
import dev.credence.schemas.registry.SchemaIds;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.Topics;
import dev.credence.schemas.wire.EventEncoder;
import dev.credence.storage.LedgerEntry;
import dev.credence.storage.ViewReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;

/**
 * A backlog in which every second record is spoiled, beside the same backlog sound: records a second, from the first that
 * is taken to the moment in which the view's ledger states the fate of all.
 */
public final class PoisonRow implements Row {
    private static final OutcomeLoad LOAD = new OutcomeLoad(1_000_000, 100_000, 1.0, 44);
    private static final int POISON = LOAD.outcomes() / 2;
    private static final int WARM_UP_ROUNDS = 2;
    private static final int ROUNDS = 3;
    private static final double MUST_RATIO = 0.8;

    @Override
    public String name() {
        return "poison";
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
            Settings sound = published(settings, "sound", encoder -> encoder::encode);
            Settings poisoned = published(settings, "poisoned", PoisonedEncoder::new);
            Loads loads = new Loads(sound, poisoned);
            loads.passes("warm", WARM_UP_ROUNDS);
            loads.clear();
            loads.passes("measured", quick ? 1 : ROUNDS);
            progress.printf(
                    Locale.ROOT,
                    "  %,d records each: all sound %s/s; half of them dead-lettered %s/s%n",
                    LOAD.outcomes(),
                    new Rounds(loads.clean).describe(),
                    new Rounds(loads.half).describe());
            progress.printf(
                    Locale.ROOT,
                    "  processor seconds a pass, start and broker included: %.2f and %.2f%n",
                    new Rounds(loads.cleanCpu).median(),
                    new Rounds(loads.halfCpu).median());
            progress.flush();
            return List.of(Measure.atLeast(
                    "poison",
                    "half of the records poison / none",
                    new Rounds(loads.half).over(new Rounds(loads.clean)),
                    MUST_RATIO,
                    1));
        } finally {
            Stack.delete(directory);
        }
    }

    private static Settings published(
            Settings settings, String prefix, Function<EventEncoder, Function<Outcome, byte[]>> encoding) {
        Settings ofLoad = settings.with(Map.of(Key.TOPICS_PREFIX, new Setting(prefix, "benchmark")));
        TopicCatalogue catalogue = Clients.catalogue(ofLoad);
        try (Admin admin = Clients.admin(ofLoad);
                Registry registry = Clients.registry(ofLoad)) {
            Topics.createMissing(admin, catalogue, (short) 1);
            SchemaIds ids = registry.registerEvents(catalogue);
            LOAD.publish(
                    ofLoad.text(Key.BOOTSTRAP_SERVERS),
                    catalogue.confidence(),
                    encoding.apply(new EventEncoder(ids.patterns(), ids.confidence(), ids.priority())));
        }
        return ofLoad;
    }

    /** The same passes over both backlogs by turns, so that a drift of the machine is not in their ratio. */
    private static final class Loads {
        private final Settings sound;
        private final Settings poisoned;
        private final List<Double> clean = new ArrayList<>();
        private final List<Double> half = new ArrayList<>();
        private final List<Double> cleanCpu = new ArrayList<>();
        private final List<Double> halfCpu = new ArrayList<>();

        Loads(Settings sound, Settings poisoned) {
            this.sound = sound;
            this.poisoned = poisoned;
        }

        void passes(String what, int rounds) throws Exception {
            for (int round = 1; round <= rounds; round++) {
                pass(sound, what + "-" + round, 0, clean, cleanCpu);
                pass(poisoned, what + "-" + round, POISON, half, halfCpu);
            }
        }

        void clear() {
            List.of(clean, half, cleanCpu, halfCpu).forEach(List::clear);
        }

        private static void pass(Settings load, String what, long poison, List<Double> rates, List<Double> cpu)
                throws Exception {
            String name = load.text(Key.TOPICS_PREFIX) + "-" + what;
            Settings ofPass = load.with(Map.of(
                    Key.APPLICATION_ID, new Setting(name, "benchmark"),
                    Key.DATA_DIR,
                            new Setting(load.path(Key.DATA_DIR).resolve(name).toString(), "benchmark")));
            double before = CpuUsed.seconds();
            rates.add(Passes.product(ofPass, LOAD.outcomes(), view -> demandFates(view, poison)));
            cpu.add(CpuUsed.seconds() - before);
        }
    }

    private static void demandFates(ViewReader view, long poison) {
        long applied = sum(view, LedgerRow::applied);
        long deadLettered = sum(view, LedgerRow::deadLettered);
        if (applied != LOAD.outcomes() - poison || deadLettered != poison) {
            throw new IllegalStateException("of " + LOAD.outcomes() + " records " + applied + " were applied and "
                    + deadLettered + " dead-lettered; " + poison + " are poison");
        }
    }

    private static long sum(ViewReader view, ToLongFunction<LedgerRow> count) {
        return view.ledger().stream().map(LedgerEntry::row).mapToLong(count).sum();
    }
}
