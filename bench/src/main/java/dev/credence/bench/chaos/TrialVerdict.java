package dev.credence.bench.chaos;

import dev.credence.bench.oracle.Judgement;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of a trial.
 *
 * @param returns seconds from the end of each fault to a new outcome readable
 * @param answered reads
 * @param failed reads that were not answered
 * @param firstFailure what was wrong with the first of them
 * @param acknowledged outcomes that the publisher knows to be in the log
 * @param unacknowledged ids of which the log holds more or less than was acknowledged
 */
record TrialVerdict(
        String fault,
        List<Double> returns,
        long answered,
        long failed,
        @Nullable String firstFailure,
        long acknowledged,
        List<String> unacknowledged,
        Judgement judgement) {
    private static final int SHOWN = 10;
    private static final double RETURN_SECONDS = 30;

    /** Every read answered, nothing lost, nothing doubled, back in time. */
    boolean passed() {
        return failed == 0
                && answered > 0
                && unacknowledged.isEmpty()
                && judgement.isEqual()
                && Seconds.longest(returns) <= RETURN_SECONDS;
    }

    void print(PrintWriter out) {
        unacknowledged.stream().limit(SHOWN).forEach(out::println);
        judgement.differences().stream().limit(SHOWN).forEach(out::println);
        if (firstFailure != null) {
            out.println("the first read that failed: " + firstFailure);
        }
        out.println("oracle: " + judgement);
        out.printf(
                Locale.ROOT,
                "%s × %d · reads %,d, failed %d · goes on by itself after %.1f s (median), %.1f s (longest; must be ≤ %.0f)"
                        + " · outcomes acknowledged %,d · ids that the log has otherwise %d · lost %d · doubled %d · %s%n",
                fault,
                returns.size(),
                answered + failed,
                failed,
                Seconds.percentile(returns, 50),
                Seconds.longest(returns),
                RETURN_SECONDS,
                acknowledged,
                unacknowledged.size(),
                judgement.lost(),
                judgement.doubled(),
                passed() ? "PASSED" : "FAILED");
    }
}
