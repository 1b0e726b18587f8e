package dev.credence.bench.chaos;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * How a processor came back.
 *
 * @param emptySeconds from its start to new outcomes readable, when it had nothing to restore
 * @param seconds the same with {@code patterns}, each time
 * @param bytes that its store takes: of the live heap, or of the disk
 * @param rows of the view that was made anew
 * @param rebuildSeconds from the start of its writer until it was whole and served
 */
record Return(
        String store,
        int patterns,
        double emptySeconds,
        List<Double> seconds,
        long bytes,
        long rows,
        double rebuildSeconds) {
    private static final double MILLION = 1e6;

    double longestSeconds() {
        return Seconds.longest(seconds);
    }

    double rowsPerSecond() {
        return rows / rebuildSeconds;
    }

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "  %s: back after %.1f s (median), %.1f s (longest of %d), %.1f s with nothing to restore: %.1f s a million%s%n",
                store,
                Seconds.percentile(seconds, 50),
                longestSeconds(),
                seconds.size(),
                emptySeconds,
                (Seconds.percentile(seconds, 50) - emptySeconds) * MILLION / patterns,
                // What RocksDB has not yet written down is nothing on the disk.
                bytes < patterns ? "" : "; " + bytes / patterns + " bytes a pattern");
        out.printf(
                Locale.ROOT,
                "  lost view made anew: %,d rows in %.1f s, its writer's start included: %,.0f rows/s%n",
                rows,
                rebuildSeconds,
                rowsPerSecond());
        out.flush();
    }
}
