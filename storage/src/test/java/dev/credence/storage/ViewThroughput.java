package dev.credence.storage;

import static dev.credence.storage.Batches.NOON;

import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Result;
import dev.credence.storage.WriteBatch.EvidenceChange;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Prints evidence rows written per second, in a first build and in a served view; arguments: patterns, rows a commit.
 * Run by hand; on a busy machine the rows per CPU second say more.
 */
final class ViewThroughput {
    private static final int ROUNDS = 4;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ViewThroughput() {}

    public static void main(String[] args) throws Exception {
        int patterns = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int batchRows = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
        Path directory = Files.createTempDirectory(Path.of("target"), "throughput");
        try (ViewWriter writer = View.openWriter(ViewConfig.in(directory), Batches.IDENTITY)) {
            print("first build", writer, batches(patterns, batchRows, 0));
            long start = System.nanoTime();
            writer.publish();
            System.out.printf("publish: %d ms%n", (System.nanoTime() - start) / 1_000_000);
            for (int round = 1; round <= ROUNDS; round++) {
                print("served", writer, batches(patterns, batchRows, round));
            }
        }
    }

    private static void print(String what, ViewWriter writer, List<WriteBatch> batches) {
        long rows = 0;
        long start = System.nanoTime();
        long startCpu = THREADS.getCurrentThreadCpuTime();
        for (WriteBatch batch : batches) {
            rows += batch.evidence().size();
            writer.commit(batch);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (THREADS.getCurrentThreadCpuTime() - startCpu) / 1e9;
        System.out.printf(
                "%s: %.0f rows/s, %.0f rows per CPU second, %d commits%n",
                what, rows / seconds, rows / cpuSeconds, batches.size());
    }

    private static List<WriteBatch> batches(int patterns, int batchRows, int round) {
        List<WriteBatch> batches = new ArrayList<>();
        for (int from = 0; from < patterns; from += batchRows) {
            List<EvidenceChange> rows = new ArrayList<>();
            for (int i = from; i < Math.min(patterns, from + batchRows); i++) {
                byte[] value = new EvidenceRow(evidence(i, round), round, -1).encode();
                rows.add(new EvidenceChange("pattern-" + i * 7919L % patterns, i % 4, value));
            }
            batches.add(new WriteBatch(rows, List.of(), List.of(), List.of()));
        }
        return batches;
    }

    /** The evidence of one pattern, which gains a few outcomes each round. */
    private static Evidence evidence(int pattern, int round) {
        Random random = new Random(pattern);
        Evidence evidence = new Evidence(HalfLives.DEFAULT.defaultMs());
        double quality = random.nextDouble();
        for (int n = 10 + random.nextInt(50) + 3 * round; n > 0; n--) {
            Result result = random.nextDouble() < quality ? Result.SUCCESS : Result.FAILURE;
            evidence.fold(result, 1.0, NOON + random.nextInt(1_000_000_000));
        }
        return evidence;
    }
}
