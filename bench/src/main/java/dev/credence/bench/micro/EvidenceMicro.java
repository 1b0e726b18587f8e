package dev.credence.bench.micro;

import dev.credence.core.evidence.BetaQuantile;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Result;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Evidence of a thousand patterns with outcomes of ninety days. */
@State(Scope.Thread)
public class EvidenceMicro {
    private static final int ROWS = 1_024;
    private static final int MOST_OUTCOMES = 50;
    private static final long NOW_MS = 1_790_000_000_000L;
    private static final long SPREAD_MS = 90L * 24 * 3600 * 1000;

    private final SplittableRandom random = new SplittableRandom(17);
    private final Evidence[] evidence = new Evidence[ROWS];
    private final long[] times = new long[ROWS];
    private final EvidenceRow[] rows = new EvidenceRow[ROWS];
    private final byte[][] bytes = new byte[ROWS][];
    private final double[] alphas = new double[ROWS];
    private final double[] betas = new double[ROWS];
    private int at;

    /** Fills all of it. */
    public EvidenceMicro() {
        for (int i = 0; i < ROWS; i++) {
            times[i] = NOW_MS - random.nextLong(SPREAD_MS);
            evidence[i] = filled();
            rows[i] = new EvidenceRow(filled(), i, -1);
            bytes[i] = rows[i].encode();
            alphas[i] = 1 + rows[i].evidence().successWeight(NOW_MS);
            betas[i] = 1 + rows[i].evidence().failureWeight(NOW_MS);
        }
    }

    @Benchmark
    public boolean fold() {
        int i = next();
        return evidence[i].fold((i & 3) == 0 ? Result.FAILURE : Result.SUCCESS, 1.0, times[i]);
    }

    @Benchmark
    public byte[] encodeRow() {
        return rows[next()].encode();
    }

    @Benchmark
    public EvidenceRow decodeRow() {
        return EvidenceRow.decode(bytes[next()]);
    }

    @Benchmark
    public double quantile() {
        int i = next();
        return BetaQuantile.lower(alphas[i], betas[i]);
    }

    @Benchmark
    public double quantileOfCommonsStatistics() {
        int i = next();
        return BetaDistribution.of(alphas[i], betas[i]).inverseCumulativeProbability(0.05);
    }

    private int next() {
        return at++ & (ROWS - 1);
    }

    private Evidence filled() {
        Evidence filled = new Evidence(HalfLives.DEFAULT.defaultMs());
        for (int left = 1 + random.nextInt(MOST_OUTCOMES); left > 0; left--) {
            boolean unused = filled.fold(
                    random.nextInt(100) < 70 ? Result.SUCCESS : Result.FAILURE,
                    1.0,
                    NOW_MS - random.nextLong(SPREAD_MS));
        }
        return filled;
    }
}
