package dev.credence.bench.load;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import java.util.SplittableRandom;

/** Ordinary outcomes, one after the other, seven of ten a success; of patterns drawn by a Zipf distribution. Confined to one thread. */
public final class DrawnOutcomes {
    private final String[] ids;
    private final SplittableRandom random;
    private final Zipf zipf;
    private int rank;

    /** @param ids by rank, the most frequent first */
    public DrawnOutcomes(String[] ids, double exponent, long seed) {
        this.ids = ids;
        random = new SplittableRandom(seed);
        zipf = new Zipf(ids.length, exponent, random.split());
    }

    /** The next one; it happened up to {@code spreadMs} before {@code atMs}. */
    public Outcome next(long atMs, long spreadMs) {
        rank = zipf.next();
        return new Outcome(
                ids[rank],
                random.nextInt(100) < 70 ? Result.SUCCESS : Result.FAILURE,
                1.0,
                atMs - (long) (random.nextDouble() * spreadMs),
                null,
                null,
                Priority.MEDIUM);
    }

    /** Whose the last one was. */
    public int rank() {
        return rank;
    }
}
