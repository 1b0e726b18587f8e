package dev.credence.bench.chaos;

import dev.credence.bench.hostile.HostileRecords;
import dev.credence.bench.oracle.Judgement;
import dev.credence.bench.oracle.Oracle;
import dev.credence.bench.stack.Stack;
import dev.credence.embedded.Loopback;
import dev.credence.schemas.wire.EventEncoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A small processor under a flood of seeded hostile records; afterwards each must have its fate. */
final class HostileFlood {
    private static final String HEAP = "-Xmx256m";
    private static final String WINDOW_MS = "200";
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);

    private final int records;
    private final long seed;
    private final PrintWriter progress;

    HostileFlood(int records, long seed, PrintWriter progress) {
        this.records = records;
        this.seed = seed;
        this.progress = progress;
    }

    HostileVerdict run() throws Exception {
        Path directory = Files.createTempDirectory("credence-chaos");
        HostileVerdict verdict = flood(directory);
        if (verdict.passed()) {
            Stack.delete(directory);
        } else {
            progress.println("what is left is in " + directory);
        }
        return verdict;
    }

    private HostileVerdict flood(Path directory) throws Exception {
        try (World world = new World(directory, List.of(HEAP))) {
            EventEncoder encoder = world.encoder();
            int statusPort = Loopback.freePort();
            RoleProcess processor = world.start(
                    Part.PROCESSOR, List.of("--status-port", Integer.toString(statusPort), "--window-ms", WINDOW_MS));
            FloodWatch watch = new FloodWatch(processor, new RoleMetrics(statusPort), progress);
            watch.awaitStart();
            HostileRecords hostile = new HostileRecords(world.topics(), encoder, seed);
            CompletableFuture<Long> publishing =
                    CompletableFuture.supplyAsync(() -> publish(hostile, world.bootstrapServers()));
            watch.until(records + hostile.patterns(), publishing);
            return judge(world, processor, watch, publishing.join());
        }
    }

    private long publish(HostileRecords hostile, String bootstrapServers) {
        try (RawPublisher publisher = new RawPublisher(bootstrapServers)) {
            for (int i = 0; i < hostile.patterns(); i++) {
                publisher.send(hostile.pattern(i));
            }
            for (int i = 0; i < records; i++) {
                publisher.send(hostile.next());
            }
            return publisher.finish();
        }
    }

    private HostileVerdict judge(World world, RoleProcess processor, FloodWatch watch, long published)
            throws IOException, InterruptedException {
        boolean alive = processor.isAlive();
        long residentBytes = processor.peakResidentBytes();
        world.start(Part.VIEW);
        Oracle oracle = new Oracle(world.installationWithoutService());
        Judgement judgement = oracle.judge(oracle.recount(), SETTLED_WITHIN);
        LedgerVersions ledger = LedgerVersions.read(world.bootstrapServers(), world.topics());
        return new HostileVerdict(
                published,
                judgement,
                ledger.rows(),
                ledger.wrong(),
                alive ? deaths(world.log()) : -1,
                watch.longestStall(),
                watch.liveHeap(),
                residentBytes);
    }

    /** How often the processor says that a thread of it died. */
    private static long deaths(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("stream thread died") || line.contains("processor stops"))
                    .count();
        }
    }
}
