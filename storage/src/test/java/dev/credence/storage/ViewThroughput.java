package dev.credence.storage;

import static dev.credence.storage.Batches.NOON;

import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Result;
import dev.credence.storage.WriteBatch.EvidenceChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Prints evidence rows written per second, in a first build and in a served view; arguments: patterns, rows a commit.
 * Run by hand; a figure of one run on a busy machine says little.
 */
final class ViewThroughput {
    private ViewThroughput() {}

    public static void main(String[] args) throws Exception {
        int patterns = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int batchRows = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
        Path directory = Files.createTempDirectory(Path.of("target"), "throughput");
        List<byte[]> values = values();
        try (ViewWriter writer = View.openWriter(ViewConfig.in(directory), Batches.IDENTITY)) {
            print("first build", writer, batches(patterns, batchRows, values, new Random(1)));
            long start = System.nanoTime();
            writer.publish();
            System.out.printf("publish: %d ms%n", (System.nanoTime() - start) / 1_000_000);
            for (int round = 0; round < 3; round++) {
                print("served", writer, batches(patterns, batchRows, values, new Random(round)));
            }
        }
    }

    private static void print(String what, ViewWriter writer, List<WriteBatch> batches) {
        long rows = 0;
        long start = System.nanoTime();
        for (WriteBatch batch : batches) {
            rows += batch.evidence().size();
            writer.commit(batch);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%s: %.0f rows/s in %d commits%n", what, rows / seconds, batches.size());
    }

    private static List<WriteBatch> batches(int patterns, int batchRows, List<byte[]> values, Random random) {
        List<WriteBatch> batches = new ArrayList<>();
        for (int from = 0; from < patterns; from += batchRows) {
            List<EvidenceChange> rows = new ArrayList<>();
            for (int i = from; i < Math.min(patterns, from + batchRows); i++) {
                byte[] value = values.get(random.nextInt(values.size()));
                rows.add(new EvidenceChange("pattern-" + i * 7919L % patterns, i % 4, value));
            }
            batches.add(new WriteBatch(rows, List.of(), List.of(), List.of()));
        }
        return batches;
    }

    private static List<byte[]> values() {
        Random random = new Random(5);
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Evidence evidence = new Evidence(HalfLives.DEFAULT.defaultMs());
            for (int n = 1 + random.nextInt(100); n > 0; n--) {
                Result result = random.nextInt(4) == 0 ? Result.FAILURE : Result.SUCCESS;
                evidence.fold(result, 1.0, NOON + random.nextInt(1_000_000_000));
            }
            values.add(new EvidenceRow(evidence, i, -1).encode());
        }
        return values;
    }
}
