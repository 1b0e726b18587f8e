package dev.credence.cli.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of metrics in the documentation. */
final class DocumentedMetrics {
    private static final Path PAGE = Path.of("..", "docs", "observability.md");
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (counter|gauge|histogram) \\| ([^|]*) \\| .*");

    /** One row of it. */
    record Metric(String type, Set<String> labels) {}

    private DocumentedMetrics() {}

    static Map<String, Metric> read() {
        Map<String, Metric> metrics = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(PAGE)) {
                Matcher row = ROW.matcher(line.replace("| |", "|  |"));
                if (row.matches()) {
                    metrics.put(row.group(1), new Metric(row.group(2), names(row.group(3))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return metrics;
    }

    private static Set<String> names(String cell) {
        Set<String> names = new TreeSet<>(Arrays.asList(cell.split("[, ]+")));
        names.remove("");
        return names;
    }
}
