package dev.credence.bench.chaos;

import dev.credence.bench.chaos.Blow.Target;
import dev.credence.bench.oracle.Judgement;
import dev.credence.core.fault.FaultPoint;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What came of the kills.
 *
 * @param acknowledged outcomes that the publisher knows to be in the log
 * @param unacknowledged ids of which the log holds more or less than was acknowledged
 */
record KillVerdict(
        int kills, long acknowledged, List<String> unacknowledged, Judgement judgement, KillFigures figures) {
    private static final int SHOWN = 10;
    private static final double ONE_ROLE_SECONDS = 10;
    private static final double EVERYTHING_SECONDS = 15;

    /** From as many kills on, each point must have been hit three times, and ten million outcomes not be lost. */
    private static final int KILLS_FOR_ALL_POINTS = 200;

    private static final int HITS_OF_EACH_POINT = 3;
    private static final long OUTCOMES = 10_000_000;

    /** Nothing lost, nothing doubled, every restart in time, every point hit. */
    boolean passed() {
        return isExact()
                && !(Seconds.percentile(figures.ofOneRole(), 99) > ONE_ROLE_SECONDS)
                && !(Seconds.longest(figures.of(Target.EVERYTHING)) > EVERYTHING_SECONDS)
                && (kills < KILLS_FOR_ALL_POINTS
                        || (figures.fewestHits() >= HITS_OF_EACH_POINT && acknowledged >= OUTCOMES));
    }

    /** Nothing lost, nothing doubled. */
    boolean isExact() {
        return unacknowledged.isEmpty() && judgement.isEqual();
    }

    void print(PrintWriter out) {
        unacknowledged.stream().limit(SHOWN).forEach(out::println);
        judgement.differences().stream().limit(SHOWN).forEach(out::println);
        out.println("oracle: " + judgement);
        for (Target target : Target.values()) {
            if (!figures.of(target).isEmpty()) {
                out.println(line(target.text(), figures.of(target)));
            }
        }
        out.println(line("one role", figures.ofOneRole()) + " (p99 must be ≤ 10)");
        out.println("points: "
                + Arrays.stream(FaultPoint.values())
                        .map(point -> point + " " + figures.hits(point))
                        .collect(Collectors.joining(", ")));
        out.printf(
                Locale.ROOT,
                "kills %d · outcomes acknowledged %,d · ids that the log has otherwise %d · lost %d · doubled %d · %s%n",
                kills,
                acknowledged,
                unacknowledged.size(),
                judgement.lost(),
                judgement.doubled(),
                passed() ? "PASSED" : "FAILED");
    }

    private static String line(String what, List<Double> seconds) {
        return String.format(
                Locale.ROOT,
                "readable again after a kill of %-13s n %3d  p50 %4.1f s  p99 %4.1f s  longest %4.1f s",
                what,
                seconds.size(),
                Seconds.percentile(seconds, 50),
                Seconds.percentile(seconds, 99),
                Seconds.longest(seconds));
    }
}
