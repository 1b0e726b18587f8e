package dev.credence.bench.chaos;

import java.util.List;

/** Durations in seconds, in order. */
final class Seconds {
    private Seconds() {}

    /** The least of {@code seconds} that {@code percent} of them do not exceed; NaN of none. */
    static double percentile(List<Double> seconds, int percent) {
        List<Double> sorted = seconds.stream().sorted().toList();
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.isEmpty() ? Double.NaN : sorted.get(Math.max(1, rank) - 1);
    }

    static double longest(List<Double> seconds) {
        return percentile(seconds, 100);
    }
}
