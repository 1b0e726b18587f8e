package dev.credence.bench.chaos;

import dev.credence.bench.oracle.Judgement;
import dev.credence.bench.oracle.Oracle;
import dev.credence.bench.oracle.Recount;
import dev.credence.bench.stack.Stack;
import dev.credence.core.model.Pattern;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Two processors of one application. One is stopped by SIGSTOP for longer than its session lasts, so that the other takes
 * its partitions, and goes on where it stood: it must find that its transaction is nobody's. After each round a view is
 * made anew from the topics, and the oracle judges it.
 */
final class Zombies {
    private static final Duration SESSION = Duration.ofSeconds(6);
    private static final int MOST_STOPPED_BEYOND_MS = 6_000;
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(90);
    private static final List<String> ARGUMENTS = List.of(
            "--set",
            "kafka.consumer.session.timeout.ms=" + SESSION.toMillis(),
            "--set",
            "kafka.consumer.heartbeat.interval.ms=2000");

    private final int rounds;
    private final int rate;
    private final SplittableRandom random;
    private final PrintWriter progress;
    private final List<Judgement> judgements = new ArrayList<>();
    private int fenced;

    Zombies(int rounds, int rate, long seed, PrintWriter progress) {
        this.rounds = rounds;
        this.rate = rate;
        this.random = new SplittableRandom(seed);
        this.progress = progress;
    }

    /** A processor, and the file with its words. */
    private record Twin(RoleProcess process, Path log) {}

    ZombieVerdict run() throws Exception {
        Path directory = Files.createTempDirectory("credence-chaos");
        ZombieVerdict verdict = runIn(directory);
        if (verdict.passed()) {
            Stack.delete(directory);
        } else {
            progress.println("what is left is in " + directory);
        }
        return verdict;
    }

    private ZombieVerdict runIn(Path directory) throws Exception {
        try (World world = new World(directory, List.of("-Xmx1g"))) {
            var encoder = world.encoder();
            List<Twin> twins = List.of(twin(world, "twin-a"), twin(world, "twin-b"));
            try (Probe probe = new Probe(world.bootstrapServers(), world.url(), world.topics(), encoder);
                    Flow flow = new Flow(world.bootstrapServers(), world.topics(), encoder, rate)) {
                for (int i = 0; i < Flow.IDS; i++) {
                    probe.publish(Pattern.ofText(Flow.id(i), "chaos", "Number " + i + " of those that zombies want."));
                }
                for (int round = 1; round <= rounds; round++) {
                    TimeUnit.MILLISECONDS.sleep(2_000 + random.nextInt(2_000));
                    stopBeyondSession(twins.get(round % 2));
                    judge(world, flow, round);
                }
                flow.finish();
                return new ZombieVerdict(rounds, flow.acknowledged(), fenced, List.copyOf(judgements));
            }
        }
    }

    private static Twin twin(World world, String name) throws IOException {
        return new Twin(world.startBeside(Part.PROCESSOR, name, ARGUMENTS), world.log(name));
    }

    private void stopBeyondSession(Twin twin) throws IOException, InterruptedException {
        long said = Files.size(twin.log());
        twin.process().signal("STOP");
        TimeUnit.MILLISECONDS.sleep(SESSION.toMillis() + 1_000 + random.nextInt(MOST_STOPPED_BEYOND_MS));
        twin.process().signal("CONT");
        TimeUnit.MILLISECONDS.sleep(2_000);
        if (saysFenced(twin.log(), said)) {
            fenced++;
        }
        if (!twin.process().isAlive()) {
            throw new IllegalStateException("a processor has ended by itself; see " + twin.log());
        }
    }

    /** Whether it noticed that it was replaced: Streams says which of its guards told it. */
    private static boolean saysFenced(Path log, long from) throws IOException {
        byte[] all = Files.readAllBytes(log);
        // A file that has become shorter was begun anew.
        int start = from > all.length ? 0 : (int) from;
        String said = new String(all, start, all.length - start, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        return said.contains("fenced") || said.contains("migrated") || said.contains("unknownmember");
    }

    private void judge(World world, Flow flow, int round) throws IOException, InterruptedException {
        flow.pause();
        String name = "fresh-" + round;
        RoleProcess fresh = world.startBeside(Part.VIEW, name, List.of());
        Path data = world.directory().resolve(name);
        try {
            Oracle oracle = new Oracle(world.installationWithoutService().withView(data.resolve("view")));
            Recount recount = oracle.recount();
            Judgement judgement = oracle.judge(recount, SETTLED_WITHIN);
            judgements.add(judgement);
            progress.println("zombie " + round + " of " + rounds + ": " + judgement);
            progress.flush();
        } finally {
            fresh.kill();
            flow.resume();
        }
        Stack.delete(data);
    }
}
