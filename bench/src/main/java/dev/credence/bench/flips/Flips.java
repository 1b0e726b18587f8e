package dev.credence.bench.flips;

import dev.credence.bench.flips.Answers.Worst;
import dev.credence.bench.stack.Stack;
import dev.credence.storage.View;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Strikes copies of a view with one fault each, asks each everything, and looks through it. */
public final class Flips {
    private final int faults;
    private final long seed;
    private final PrintWriter progress;

    public Flips(int faults, long seed, PrintWriter progress) {
        this.faults = faults;
        this.seed = seed;
        this.progress = progress;
    }

    public FlipsVerdict run() throws IOException {
        Path directory = Files.createTempDirectory("credence-flips");
        PristineView pristine = new PristineView(directory.resolve("pristine"));
        long bytes = Files.size(pristine.file());
        SplittableRandom random = new SplittableRandom(seed);
        Map<Fault.Kind, FlipsVerdict.Tally> tallies = new EnumMap<>(Fault.Kind.class);
        List<String> wrong = new ArrayList<>();
        for (int i = 1; i <= faults; i++) {
            Fault fault = Fault.any(random, bytes);
            Path struck = directory.resolve("struck");
            fault.strike(pristine.copyTo(struck));
            Fate fate = fate(pristine, struck);
            tallies.merge(fault.kind(), FlipsVerdict.Tally.of(fate), FlipsVerdict.Tally::plus);
            if (!fate.isWell()) {
                wrong.add(fault + ": " + fate);
            }
            Stack.delete(struck);
            if (i % 250 == 0) {
                progress.printf("%d of %d faults, %d of them wrong%n", i, faults, wrong.size());
                progress.flush();
            }
        }
        if (wrong.isEmpty()) {
            Stack.delete(directory);
        }
        return new FlipsVerdict(faults, bytes, tallies, wrong);
    }

    /** What came of one fault. */
    record Fate(Worst answers, boolean found) {
        /** Without effect on any answer, or found. */
        boolean isWell() {
            return answers == Worst.SAME || answers == Worst.REFUSED || (answers != Worst.WRONG && found);
        }
    }

    private static Fate fate(PristineView pristine, Path directory) {
        ViewConfig config = ViewConfig.in(directory);
        Worst answers = pristine.answers().against(Answers.of(config, pristine.ids()));
        return new Fate(answers, isFound(config));
    }

    private static boolean isFound(ViewConfig config) {
        try {
            return View.scrub(config).damage().isPresent();
        } catch (ViewException refused) {
            // Such as a file that says to be of another program, or of a later version: nobody serves it.
            return true;
        }
    }
}
