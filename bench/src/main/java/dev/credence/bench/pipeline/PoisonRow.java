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
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;

/**
 * A backlog in which every second record is spoiled, beside the same backlog sound: records a second, from the first that
 * is taken to the moment in which the view's ledger states the fate of all.
 *
 * <p>Told beside it, as the limit: a sound backlog of half as many, and after it the dead letters sent by producers that
 * have nothing else to do. That is a pass in which to fetch a refused record, and to judge it, costs nothing.
 */
public final class PoisonRow implements Row {
    private static final OutcomeLoad LOAD = new OutcomeLoad(1_000_000, 100_000, 1.0, 44);
    private static final OutcomeLoad SOUND_HALF =
            new OutcomeLoad(LOAD.outcomes() / 2, LOAD.patterns(), LOAD.exponent(), LOAD.seed());
    private static final int POISON = LOAD.outcomes() - SOUND_HALF.outcomes();
    private static final int WARM_UP_ROUNDS = 2;
    private static final int ROUNDS = 7;
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
            Pass sound = new Pass(published(settings, "sound", LOAD, encoder -> encoder::encode), LOAD.outcomes(), 0);
            Pass poisoned =
                    new Pass(published(settings, "poisoned", LOAD, PoisonedEncoder::new), LOAD.outcomes(), POISON);
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                sound.run();
                poisoned.run();
            }
            Optional<Limit> limit = quick ? Optional.empty() : Optional.of(limit(settings, poisoned));
            List.of(sound, poisoned).forEach(Pass::clear);
            // By turns, so that a drift of the machine is not in their ratio.
            for (int round = 0; round < (quick ? 1 : ROUNDS); round++) {
                sound.run();
                poisoned.run();
                if (limit.isPresent()) {
                    limit.get().run();
                }
            }
            tell(progress, sound, poisoned);
            List<Measure> measures = new ArrayList<>();
            measures.add(Measure.atLeast(
                    "poison",
                    "half of the records poison / none",
                    sound.seconds().over(poisoned.seconds()),
                    MUST_RATIO,
                    1));
            limit.ifPresent(reached -> measures.add(Measure.told(
                    "poison",
                    "the same, were sending all that a refused record costs",
                    sound.seconds().over(reached.seconds()),
                    Double.NaN)));
            return measures;
        } finally {
            Stack.delete(directory);
        }
    }

    private static void tell(PrintWriter progress, Pass sound, Pass poisoned) {
        progress.printf(
                Locale.ROOT,
                "  %,d records each: all sound in %s s; half of them dead-lettered in %s s%n",
                LOAD.outcomes(),
                sound.seconds().describe(),
                poisoned.seconds().describe());
        progress.printf(
                Locale.ROOT,
                "  processor seconds a pass, start and broker included: %.2f and %.2f%n",
                sound.cpuSeconds().median(),
                poisoned.cpuSeconds().median());
        progress.flush();
    }

    /** Warmed up like the others; the letters are those of the passes before. */
    private static Limit limit(Settings settings, Pass poisoned) throws Exception {
        Settings half = published(settings, "half", SOUND_HALF, encoder -> encoder::encode);
        TopicCatalogue catalogue = Clients.catalogue(poisoned.load);
        Limit limit = new Limit(
                new Pass(half, SOUND_HALF.outcomes(), 0),
                LettersAlone.read(poisoned.load, catalogue, POISON),
                Passes.threads(catalogue));
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            limit.run();
        }
        limit.clear();
        return limit;
    }

    private static Settings published(
            Settings settings,
            String prefix,
            OutcomeLoad outcomes,
            Function<EventEncoder, Function<Outcome, byte[]>> encoding) {
        Settings ofLoad = settings.with(Map.of(Key.TOPICS_PREFIX, new Setting(prefix, "benchmark")));
        TopicCatalogue catalogue = Clients.catalogue(ofLoad);
        try (Admin admin = Clients.admin(ofLoad);
                Registry registry = Clients.registry(ofLoad)) {
            Topics.createMissing(admin, catalogue, (short) 1);
            SchemaIds ids = registry.registerEvents(catalogue);
            outcomes.publish(
                    ofLoad.text(Key.BOOTSTRAP_SERVERS),
                    catalogue.confidence(),
                    encoding.apply(new EventEncoder(ids.patterns(), ids.confidence(), ids.priority())));
        }
        return ofLoad;
    }

    /** A backlog, and what each pass over it took; each pass is an application of its own. */
    private static final class Pass {
        private final Settings load;
        private final int records;
        private final int poison;
        private final List<Double> seconds = new ArrayList<>();
        private final List<Double> cpuSeconds = new ArrayList<>();
        private int passes;

        Pass(Settings load, int records, int poison) {
            this.load = load;
            this.records = records;
            this.poison = poison;
        }

        void run() throws Exception {
            String name = load.text(Key.TOPICS_PREFIX) + "-" + ++passes;
            Settings ofPass = load.with(Map.of(
                    Key.APPLICATION_ID, new Setting(name, "benchmark"),
                    Key.DATA_DIR,
                            new Setting(load.path(Key.DATA_DIR).resolve(name).toString(), "benchmark")));
            double before = CpuUsed.seconds();
            seconds.add(records / Passes.product(ofPass, records, view -> demandFates(view, records - poison, poison)));
            cpuSeconds.add(CpuUsed.seconds() - before);
        }

        void clear() {
            seconds.clear();
            cpuSeconds.clear();
        }

        Rounds seconds() {
            return new Rounds(seconds);
        }

        Rounds cpuSeconds() {
            return new Rounds(cpuSeconds);
        }
    }

    /** The sound half by itself, then the letters by themselves. */
    private static final class Limit {
        private final Pass soundHalf;
        private final LettersAlone letters;
        private final int threads;
        private final List<Double> seconds = new ArrayList<>();

        Limit(Pass soundHalf, LettersAlone letters, int threads) {
            this.soundHalf = soundHalf;
            this.letters = letters;
            this.threads = threads;
        }

        void run() throws Exception {
            soundHalf.run();
            List<Double> passes = soundHalf.seconds().figures();
            seconds.add(passes.get(passes.size() - 1) + letters.seconds(threads));
        }

        void clear() {
            soundHalf.clear();
            seconds.clear();
        }

        Rounds seconds() {
            return new Rounds(seconds);
        }
    }

    private static void demandFates(ViewReader view, long sound, long poison) {
        long applied = sum(view, LedgerRow::applied);
        long deadLettered = sum(view, LedgerRow::deadLettered);
        if (applied != sound || deadLettered != poison) {
            throw new IllegalStateException("of " + sound + " sound records and " + poison + " of poison " + applied
                    + " were applied and " + deadLettered + " dead-lettered");
        }
    }

    private static long sum(ViewReader view, ToLongFunction<LedgerRow> count) {
        return view.ledger().stream().map(LedgerEntry::row).mapToLong(count).sum();
    }
}
