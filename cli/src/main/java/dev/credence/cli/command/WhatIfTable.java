package dev.credence.cli.command;

import dev.credence.processor.whatif.Foretold;
import dev.credence.processor.whatif.WhatIf;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What a what-if found, for people: a line a way, the best first. */
final class WhatIfTable {
    private WhatIfTable() {}

    /** @return whether a half-life did better than every peer */
    static boolean print(WhatIf whatIf, PrintWriter out) {
        List<Foretold> ranking = whatIf.ranking();
        if (ranking.isEmpty()) {
            out.println("no outcomes in this stretch of the log");
            return false;
        }
        out.printf(Locale.ROOT, "%-46s %9s %9s%n", "EACH NEXT OUTCOME FORETOLD BY", "LOG LOSS", "BRIER");
        for (Foretold foretold : ranking) {
            out.printf(
                    Locale.ROOT,
                    "%-46s %9.5f %9.5f%s%n",
                    foretold.way().describe(),
                    foretold.logLoss(),
                    foretold.brier(),
                    foretold.way().isCandidate() ? "" : "  peer");
        }
        Foretold best = first(ranking, true);
        Foretold peer = first(ranking, false);
        out.printf(
                Locale.ROOT,
                "best of %,d outcomes of %,d patterns: %s (log loss %.5f; best peer: %s, %.5f)%n",
                whatIf.outcomes(),
                whatIf.patterns(),
                best.way().describe(),
                best.logLoss(),
                peer.way().describe(),
                peer.logLoss());
        return best.logLoss() < peer.logLoss();
    }

    private static Foretold first(List<Foretold> ranking, boolean candidate) {
        return ranking.stream()
                .filter(foretold -> foretold.way().isCandidate() == candidate)
                .findFirst()
                .orElseThrow();
    }
}
