package dev.credence.bench.chaos;

import dev.credence.bench.chaos.Blow.Target;
import dev.credence.bench.oracle.Judgement;
import dev.credence.bench.oracle.Oracle;
import dev.credence.bench.oracle.Recount;
import dev.credence.bench.stack.Stack;
import dev.credence.core.fault.FaultPoint;
import dev.credence.core.model.Pattern;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Processor, view writer, query service and broker, each a process, are killed one by one and together, at random times
 * and at named points, while outcomes flow. Afterwards the oracle judges what is left.
 */
final class Kills {
    private static final String PROBE = "chaos:probe";
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);
    private static final int MOST_PASSINGS = 4;
    private static final int KILLS_WORTH_ARCHIVES = 20;
    private static final Duration POINT_WITHIN = Duration.ofSeconds(15);
    private static final Duration END_WITHIN = Duration.ofSeconds(30);

    /** Passed when a role is asked to end; a view's log is far too small here to be copied earlier. */
    private static final Set<FaultPoint> AT_THE_END =
            EnumSet.of(FaultPoint.VIEW_CLOSE, FaultPoint.VIEW_CHECKPOINT_BEGINS, FaultPoint.VIEW_CHECKPOINT_ENDS);

    private final List<Blow> plan;
    private final int rate;
    private final PrintWriter progress;
    private final SplittableRandom random;
    private final KillFigures figures = new KillFigures();

    Kills(int kills, int rate, long seed, PrintWriter progress) {
        this.plan = Blow.plan(kills, seed);
        this.rate = rate;
        this.progress = progress;
        this.random = new SplittableRandom(seed);
    }

    KillVerdict run() throws Exception {
        Path directory = Files.createTempDirectory("credence-chaos");
        KillVerdict verdict = killIn(directory);
        if (verdict.passed()) {
            Stack.delete(directory);
        } else {
            progress.println("what is left is in " + directory);
        }
        return verdict;
    }

    private KillVerdict killIn(Path directory) throws Exception {
        try (World world = new World(directory, List.of("-Xmx1g"))) {
            if (plan.size() >= KILLS_WORTH_ARCHIVES) {
                world.recordArchives();
                world.recordBrokerArchive();
            }
            var encoder = world.encoder();
            for (Part part : Part.values()) {
                world.start(part);
            }
            try (Probe probe = new Probe(world.bootstrapServers(), world.url(), world.topics(), encoder);
                    Flow flow = new Flow(world.bootstrapServers(), world.topics(), encoder, rate)) {
                for (int i = 0; i < Flow.IDS; i++) {
                    probe.publish(
                            Pattern.ofText(Flow.id(i), "chaos", "Number " + i + " of those that must not be lost."));
                }
                probe.publish(Pattern.ofText(PROBE, "chaos", "Asked for after each restart."));
                probe.roundTrip(PROBE);
                strikeAll(world, probe, flow);
                flow.finish();
                return judge(world, flow);
            }
        }
    }

    private void strikeAll(World world, Probe probe, Flow flow) throws Exception {
        for (int i = 0; i < plan.size(); i++) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
            Blow blow = plan.get(i);
            boolean hit = strike(world, blow);
            long began = System.nanoTime();
            restart(world, blow.target());
            probe.roundTrip(PROBE);
            double seconds = (System.nanoTime() - began) / 1e9;
            world.requireAlive();
            figures.returned(blow, seconds, hit);
            progress.printf(
                    Locale.ROOT,
                    "kill %d of %d, %s: readable again after %.1f s; %,d outcomes acknowledged so far%n",
                    i + 1,
                    plan.size(),
                    blow.text() + (hit ? "" : " (not passed; killed)"),
                    seconds,
                    flow.acknowledged());
            progress.flush();
        }
    }

    /** Whether the target ended where it was to. */
    private boolean strike(World world, Blow blow) throws IOException, InterruptedException {
        FaultPoint point = blow.point();
        if (point != null) {
            return strikeAt(world, blow.target() == Target.VIEW ? Part.VIEW : Part.PROCESSOR, point);
        }
        switch (blow.target()) {
            case PROCESSOR -> world.kill(Part.PROCESSOR);
            case VIEW -> world.kill(Part.VIEW);
            case QUERY_SERVICE -> world.kill(Part.QUERY_SERVICE);
            case BROKER -> world.killBroker();
            case EVERYTHING -> {
                world.killBroker();
                for (Part part : Part.values()) {
                    world.kill(part);
                }
            }
        }
        return true;
    }

    /** The role ends in mid-flight, begins again, and ends itself at the point; on its first passing if not later. */
    private boolean strikeAt(World world, Part part, FaultPoint point) throws IOException, InterruptedException {
        int passing = AT_THE_END.contains(point) ? 1 : 1 + random.nextInt(MOST_PASSINGS);
        while (passing > 0) {
            world.kill(part);
            if (point == FaultPoint.VIEW_BUILT) {
                world.deleteView();
            }
            RoleProcess armed = world.startArmed(part, HaltAtPoint.option(point, passing));
            if (endedAt(point, armed)) {
                return true;
            }
            passing = passing > 1 ? 1 : 0;
        }
        world.kill(part);
        return false;
    }

    private static boolean endedAt(FaultPoint point, RoleProcess armed) throws IOException, InterruptedException {
        if (AT_THE_END.contains(point)) {
            armed.awaitReady(POINT_WITHIN);
        }
        if (AT_THE_END.contains(point) || !armed.endsWithin(POINT_WITHIN)) {
            armed.terminate();
            if (!armed.endsWithin(END_WITHIN)) {
                return false;
            }
        }
        return armed.status() == HaltAtPoint.STATUS;
    }

    private static void restart(World world, Target target) throws IOException {
        switch (target) {
            case PROCESSOR -> world.start(Part.PROCESSOR);
            case VIEW -> world.start(Part.VIEW);
            case QUERY_SERVICE -> world.start(Part.QUERY_SERVICE);
            case BROKER -> world.restartBroker();
            case EVERYTHING -> {
                // As after a power cut: nobody waits for the other's turn, and whoever gave up is started again.
                for (Part part : Part.values()) {
                    world.start(part);
                }
                world.restartBroker();
                world.startEnded();
            }
        }
    }

    private KillVerdict judge(World world, Flow flow) throws InterruptedException {
        progress.println("the oracle reads the log");
        progress.flush();
        Oracle oracle = new Oracle(world.installation());
        Recount recount = oracle.recount();
        Judgement judgement = oracle.judge(recount, SETTLED_WITHIN);
        return new KillVerdict(plan.size(), flow.acknowledged(), flow.differencesFrom(recount), judgement, figures);
    }
}
