package dev.credence.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of a report: how far each figure is from its must and its aim; and of figures that are called {@code LABEL: UNIT},
 * those of each row and unit side by side, with a dot for each round.
 */
final class Plots {
    private static final int WIDTH = 1_000;
    private static final int LABELS = 470;
    private static final int VALUES = 110;
    private static final int LINE = 22;
    private static final int TOP = 62;
    private static final double MOST_FACTOR = 8;
    private static final String GOOD = "#3a7d44";
    private static final String SHORT = "#b3261e";
    private static final String PLAIN = "#3b6ea5";

    private final Report report;

    Plots(Report report) {
        this.report = report;
    }

    /** Writes them into {@code directory}, which is made if it is missing. */
    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        List<Measure> bound =
                report.measures().stream().filter(Measure::isBound).toList();
        if (!bound.isEmpty()) {
            Files.writeString(directory.resolve("musts.svg"), musts(bound));
        }
        Map<String, List<Measure>> sideBySide = new LinkedHashMap<>();
        for (Measure measure : report.measures()) {
            if (unit(measure) != null) {
                sideBySide
                        .computeIfAbsent(measure.row() + ": " + unit(measure), none -> new ArrayList<>())
                        .add(measure);
            }
        }
        for (Map.Entry<String, List<Measure>> group : new TreeMap<>(sideBySide).entrySet()) {
            String file = group.getKey().replaceAll("[^A-Za-z0-9]+", "-") + ".svg";
            Files.writeString(directory.resolve(file), bars(group.getKey(), group.getValue()));
        }
    }

    private static @Nullable String unit(Measure measure) {
        int at = measure.what().lastIndexOf(": ");
        return at < 0 ? null : measure.what().substring(at + 2);
    }

    /** Each bar is how many times better than its must a figure is, on a scale of powers of two. */
    private String musts(List<Measure> measures) {
        Svg svg = head("Each figure over its must (1 is the must, ◦ the aim); right is better");
        double middle = LABELS + (WIDTH - LABELS - VALUES) / 2.0;
        int y = TOP;
        for (Measure measure : measures) {
            double x = at(measure, measure.figure());
            svg.text(LABELS - 8, y + 14, "end", measure.row() + ": " + measure.what());
            svg.box(Math.min(x, middle), y + 3, Math.abs(x - middle), LINE - 6, measure.passed() ? GOOD : SHORT);
            if (!Double.isNaN(measure.aim())) {
                svg.text(at(measure, measure.aim()), y + 15, "middle", "◦");
            }
            svg.text(
                    WIDTH - VALUES + 8,
                    y + 14,
                    "start",
                    Measure.number(measure.figure()) + " " + measure.bound(measure.must()));
            y += LINE;
        }
        return svg.line(middle, TOP, y, "#222").of(y + LINE);
    }

    private static double at(Measure measure, double figure) {
        double factor = measure.atLeast() ? figure / measure.must() : measure.must() / figure;
        // Nothing of what must not be at all: as good as can be drawn.
        double drawn = Double.isNaN(factor) ? 1 : Math.max(1 / MOST_FACTOR, Math.min(MOST_FACTOR, factor));
        double half = (WIDTH - LABELS - VALUES) / 2.0;
        return LABELS + half + half * Math.log(drawn) / Math.log(MOST_FACTOR);
    }

    private String bars(String title, List<Measure> measures) {
        Svg svg = head(title);
        double most = measures.stream()
                .mapToDouble(measure -> Math.max(
                        measure.figure(),
                        measure.rounds().stream()
                                .mapToDouble(Double::doubleValue)
                                .max()
                                .orElse(0)))
                .max()
                .orElse(1);
        double scale = (WIDTH - LABELS - VALUES) / most;
        int y = TOP;
        for (Measure measure : measures) {
            String label = measure.what().substring(0, measure.what().lastIndexOf(": "));
            svg.text(LABELS - 8, y + 14, "end", label);
            svg.box(LABELS, y + 3, measure.figure() * scale, LINE - 6, PLAIN);
            for (double round : measure.rounds()) {
                svg.dot(LABELS + round * scale, y + LINE / 2.0);
            }
            svg.text(WIDTH - VALUES + 8, y + 14, "start", Measure.number(measure.figure()));
            y += LINE;
        }
        return svg.of(y + LINE);
    }

    private Svg head(String title) {
        Environment environment = report.environment();
        return new Svg(WIDTH)
                .text(12, 22, "start", title)
                .text(
                        12,
                        42,
                        "start",
                        environment.processors() + ", " + environment.java() + ", commit " + environment.commit());
    }
}
