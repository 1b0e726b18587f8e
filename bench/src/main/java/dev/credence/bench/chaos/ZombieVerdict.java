package dev.credence.bench.chaos;

import dev.credence.bench.oracle.Judgement;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What came of the zombies.
 *
 * @param fenced how many noticed at once that they were replaced
 * @param judgements of the view made anew after each round
 */
record ZombieVerdict(int rounds, long acknowledged, int fenced, List<Judgement> judgements) {
    private static final int SHOWN = 10;

    /** All equal, and what was to be tested did happen. */
    boolean passed() {
        return equal() == rounds && fenced > 0;
    }

    private long equal() {
        return judgements.stream().filter(Judgement::isEqual).count();
    }

    void print(PrintWriter out) {
        judgements.stream()
                .flatMap(judgement -> judgement.differences().stream())
                .limit(SHOWN)
                .forEach(out::println);
        out.printf(
                Locale.ROOT,
                "zombies %d (%d found themselves fenced) · outcomes %,d · restored from the topics: equal %d of %d · %s%n",
                rounds,
                fenced,
                acknowledged,
                equal(),
                rounds,
                passed() ? "PASSED" : "FAILED");
    }
}
