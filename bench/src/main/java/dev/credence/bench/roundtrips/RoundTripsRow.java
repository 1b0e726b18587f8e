package dev.credence.bench.roundtrips;

import dev.credence.bench.Measure;
import dev.credence.bench.Row;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A million seeded round trips of each codec, adversarial values among them. */
public final class RoundTripsRow implements Row {
    private static final int ROUNDS = 1_000_000;
    private static final int QUICK_ROUNDS = 20_000;

    @Override
    public String name() {
        return "roundtrips";
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) {
        int rounds = quick ? QUICK_ROUNDS : ROUNDS;
        List<Measure> measures = new ArrayList<>();
        new RoundTrips(rounds).run().forEach((way, outcome) -> {
            progress.printf(
                    Locale.ROOT,
                    "  %-24s %,d of %,d came back; %,d in this form, the others were no larger as they are%n",
                    way,
                    outcome.good(),
                    rounds,
                    outcome.inForm());
            measures.add(Measure.atLeast(name(), way + ": came back", (double) outcome.good(), rounds, rounds));
        });
        return measures;
    }
}
