package dev.credence.bench.chaos;

import dev.credence.bench.oracle.Judgement;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What came of the kills.
 *
 * @param acknowledged outcomes that the publisher knows to be in the log
 * @param unacknowledged ids of which the log holds more or less than was acknowledged
 * @param returns seconds from each restart to the first new outcome readable
 */
record Verdict(
        int kills,
        long acknowledged,
        List<String> unacknowledged,
        Judgement judgement,
        List<Double> returns,
        int returnWithin) {
    private static final int SHOWN = 10;

    boolean passed() {
        return unacknowledged.isEmpty() && judgement.isEqual() && Seconds.longest(returns) <= returnWithin;
    }

    void print(PrintWriter out) {
        unacknowledged.stream().limit(SHOWN).forEach(out::println);
        judgement.differences().stream().limit(SHOWN).forEach(out::println);
        out.println("oracle: " + judgement);
        out.printf(
                Locale.ROOT,
                "kills %d · outcomes acknowledged %,d · ids that the log has otherwise %d · readable again after %.1f s"
                        + " (median), %.1f s (longest; must be ≤ %d) · %s%n",
                kills,
                acknowledged,
                unacknowledged.size(),
                Seconds.percentile(returns, 50),
                Seconds.longest(returns),
                returnWithin,
                passed() ? "PASSED" : "FAILED");
    }
}
