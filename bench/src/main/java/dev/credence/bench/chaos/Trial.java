package dev.credence.bench.chaos;

import dev.credence.bench.oracle.Judgement;
import dev.credence.bench.oracle.Oracle;
import dev.credence.bench.oracle.Recount;
import dev.credence.bench.stack.Stack;
import dev.credence.core.model.Pattern;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Inflicts an {@link Ordeal} round by round while outcomes flow and are read; afterwards the oracle judges what is left. */
final class Trial {
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);
    private static final int BETWEEN_MS = 2_000;

    private final Ordeal ordeal;
    private final int rounds;
    private final int rate;
    private final PrintWriter progress;
    private final List<Double> returns = new ArrayList<>();

    Trial(Ordeal ordeal, int rounds, int rate, PrintWriter progress) {
        this.ordeal = ordeal;
        this.rounds = rounds;
        this.rate = rate;
        this.progress = progress;
    }

    TrialVerdict run() throws Exception {
        Path directory = Files.createTempDirectory("credence-chaos");
        TrialVerdict verdict;
        try {
            verdict = runIn(directory);
        } finally {
            ordeal.cleanUp();
        }
        if (verdict.passed()) {
            Stack.delete(directory);
        } else {
            progress.println("what is left is in " + directory);
        }
        return verdict;
    }

    private TrialVerdict runIn(Path directory) throws Exception {
        try (World world = new World(directory, List.of("-Xmx1g"))) {
            ordeal.prepare(world);
            var encoder = world.encoder();
            ordeal.startProcessor(world);
            world.start(Part.VIEW);
            Scene.startService(world);
            try (Probe probe = new Probe(world.bootstrapServers(), world.url(), world.topics(), encoder);
                    Flow flow = new Flow(world.bootstrapServers(), world.topics(), encoder, rate)) {
                publishPatterns(probe);
                try (Reads reads = new Reads(world.url())) {
                    inflictAll(new Scene(world, probe, flow, reads));
                    flow.finish();
                    return judge(world, flow, reads);
                }
            }
        }
    }

    private static void publishPatterns(Probe probe) throws Exception {
        for (int i = 0; i < Flow.IDS; i++) {
            probe.publish(Pattern.ofText(Flow.id(i), "chaos", "Number " + i + " of those that must not be lost."));
        }
        probe.publish(Pattern.ofText(Scene.PROBE, "chaos", "Asked for after each fault."));
        probe.roundTrip(Scene.PROBE);
    }

    private void inflictAll(Scene scene) throws Exception {
        for (int round = 1; round <= rounds; round++) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_MS);
            double seconds = ordeal.inflict(scene, round);
            scene.world().requireAlive();
            returns.add(seconds);
            progress.printf(
                    Locale.ROOT,
                    "%s %d of %d: readable again after %.1f s; reads %,d, of them failed %d; %,d outcomes acknowledged%n",
                    ordeal.name(),
                    round,
                    rounds,
                    seconds,
                    scene.reads().answered() + scene.reads().failed(),
                    scene.reads().failed(),
                    scene.flow().acknowledged());
            progress.flush();
        }
    }

    private TrialVerdict judge(World world, Flow flow, Reads reads) throws IOException, InterruptedException {
        progress.println("the oracle reads the log");
        progress.flush();
        Oracle oracle = new Oracle(world.installation());
        Recount recount = oracle.recount();
        Judgement judgement = oracle.judge(recount, SETTLED_WITHIN);
        return new TrialVerdict(
                ordeal.name(),
                returns,
                reads.answered(),
                reads.failed(),
                reads.firstFailure(),
                flow.acknowledged(),
                flow.differencesFrom(recount),
                judgement);
    }
}
