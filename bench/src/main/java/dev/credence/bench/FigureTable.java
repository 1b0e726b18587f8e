package dev.credence.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures as a table of eighty columns: those of a benchmark under its name, long descriptions on several lines. */
record FigureTable(List<Measure> measures) {
    private static final int DESCRIPTION_CHARS = 44;

    void print(PrintWriter out) {
        out.println(line("FIGURE", "MEASURED", "MUST", "AIM"));
        String row = "";
        for (Measure measure : measures) {
            if (!measure.row().equals(row)) {
                row = measure.row();
                out.println(row);
            }
            print(measure, out);
        }
    }

    private static void print(Measure measure, PrintWriter out) {
        List<String> description = folded(measure.what());
        int last = description.size() - 1;
        description.subList(0, last).forEach(part -> out.println("  " + part));
        out.println(line(
                "  " + description.get(last),
                Measure.number(measure.figure()),
                measure.bound(measure.must()),
                measure.bound(measure.aim())));
        String remark = remark(measure);
        if (!remark.isEmpty()) {
            out.println("    " + remark);
        }
    }

    private static String remark(Measure measure) {
        List<String> parts = new ArrayList<>();
        if (!measure.passed()) {
            parts.add("SHORT");
        }
        if (measure.rounds().size() > 1) {
            Rounds rounds = new Rounds(measure.rounds());
            parts.add(Measure.number(rounds.least()) + " to " + Measure.number(rounds.greatest()));
        }
        return String.join(", ", parts);
    }

    private static String line(String description, String figure, String must, String aim) {
        return String.format(Locale.ROOT, "%-46s %12s %9s %10s", description, figure, must, aim)
                .stripTrailing();
    }

    /** Broken at spaces; a word that is longer than a line stays whole. */
    private static List<String> folded(String text) {
        List<String> parts = new ArrayList<>();
        String rest = text;
        while (rest.length() > DESCRIPTION_CHARS) {
            int space = rest.lastIndexOf(' ', DESCRIPTION_CHARS);
            if (space < 0) {
                break;
            }
            parts.add(rest.substring(0, space));
            rest = rest.substring(space + 1);
        }
        parts.add(rest);
        return parts;
    }
}
