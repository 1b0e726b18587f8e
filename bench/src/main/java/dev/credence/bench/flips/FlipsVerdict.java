package dev.credence.bench.flips;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of all faults.
 *
 * @param fileBytes of the view that was struck
 * @param wrong those that were neither without effect nor found, or made an answer wrong
 */
public record FlipsVerdict(int faults, long fileBytes, Map<Fault.Kind, Tally> tallies, List<String> wrong) {
    /**
     * Faults by what came of them.
     *
     * @param unseen without effect on any answer, and nothing found: in space that nothing uses
     * @param scrubbed without effect on any answer, and found by looking at every row
     * @param refused answered with damaged-row where it mattered
     * @param lost a false 404, or a list without a row, found by looking at every row
     * @param wrong everything else
     */
    record Tally(long unseen, long scrubbed, long refused, long lost, long wrong) {
        static Tally of(Flips.Fate fate) {
            if (!fate.isWell()) {
                return new Tally(0, 0, 0, 0, 1);
            }
            return switch (fate.answers()) {
                case SAME -> fate.found() ? new Tally(0, 1, 0, 0, 0) : new Tally(1, 0, 0, 0, 0);
                case REFUSED -> new Tally(0, 0, 1, 0, 0);
                case BROKEN, LOST, WRONG -> new Tally(0, 0, 0, 1, 0);
            };
        }

        Tally plus(Tally other) {
            return new Tally(
                    unseen + other.unseen,
                    scrubbed + other.scrubbed,
                    refused + other.refused,
                    lost + other.lost,
                    wrong + other.wrong);
        }
    }

    public boolean passed() {
        return wrong.isEmpty() && faults > 0;
    }

    public void print(PrintWriter out) {
        wrong.stream().limit(10).forEach(out::println);
        out.printf(
                Locale.ROOT,
                "%-14s %8s %12s %12s %12s %12s %8s%n",
                "FAULT",
                "STRUCK",
                "NO EFFECT",
                "SCRUBBED",
                "503",
                "LOST, FOUND",
                "WRONG");
        tallies.forEach((kind, tally) -> out.printf(
                Locale.ROOT,
                "%-14s %8d %12d %12d %12d %12d %8d%n",
                kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                tally.unseen + tally.scrubbed + tally.refused + tally.lost + tally.wrong,
                tally.unseen,
                tally.scrubbed,
                tally.refused,
                tally.lost,
                tally.wrong));
        out.printf(
                Locale.ROOT,
                "faults %,d in a view of %,d bytes · wrong %d (must be 0) · %s%n",
                faults,
                fileBytes,
                wrong.size(),
                passed() ? "PASSED" : "FAILED");
    }
}
