package dev.credence.storage;

import static dev.credence.storage.Batches.NOON;

import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Result;
import java.nio.file.Path;

/** A process that commits batch after batch, goes on from where the file says, and says on stdout what is committed. */
final class CommitsUntilKilled {
    static final String TOPIC = "credence.bodies";
    static final int IDS = 20;

    private CommitsUntilKilled() {}

    public static void main(String[] args) {
        ViewConfig config = ViewConfig.in(Path.of(args[0])).with(new ViewConfig.Writing(1000, 64, 1 << 18, 1024, 0));
        ViewWriter writer = View.openWriter(config, Batches.IDENTITY);
        writer.publish();
        long from = writer.positions().isEmpty() ? 0 : writer.positions().get(0).offset();
        Evidence evidence = new Evidence(HalfLives.DEFAULT.defaultMs());
        for (long i = 0; i < from; i++) {
            evidence.fold(Result.SUCCESS, 1.0, NOON);
        }
        for (long n = from + 1; ; n++) {
            evidence.fold(Result.SUCCESS, 1.0, NOON);
            writer.commit(batch(evidence, n));
            System.out.println(n);
        }
    }

    private static WriteBatch batch(Evidence evidence, long n) {
        Batches batch = Batches.batch().position(TOPIC, 0, n).ledger("credence.confidence", 0, n);
        for (int i = 0; i < IDS; i++) {
            batch.evidence("p" + i, i % 3, evidence, n);
        }
        return batch.body("p" + n % IDS, 0, NOON + n, n, "body " + n).build();
    }
}
