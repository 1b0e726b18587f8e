package dev.credence.bench;

import java.util.List;
import java.util.Locale;

/**
 * One measured figure beside what it must reach.
 *
 * @param row the benchmark's name, such as {@code pipeline}
 * @param what what was measured, with its unit
 * @param must the bound; NaN: it is told, and nothing hangs on it
 * @param aim where it is to go; NaN if nowhere
 * @param atLeast whether the figure must be at least the bound, or at most
 * @param rounds the figures that this is the median of, in their order; empty if it was measured once
 */
public record Measure(
        String row, String what, double figure, double must, double aim, boolean atLeast, List<Double> rounds) {
    public Measure {
        rounds = List.copyOf(rounds);
    }

    /** A figure that must be no less than {@code must}. */
    public static Measure atLeast(String row, String what, double figure, double must, double aim) {
        return new Measure(row, what, figure, must, aim, true, List.of());
    }

    /** The same of the median of rounds. */
    public static Measure atLeast(String row, String what, Rounds rounds, double must, double aim) {
        return new Measure(row, what, rounds.median(), must, aim, true, rounds.figures());
    }

    /** A figure that must be no more than {@code must}. */
    public static Measure atMost(String row, String what, double figure, double must, double aim) {
        return new Measure(row, what, figure, must, aim, false, List.of());
    }

    /** The median of rounds, for the reader alone: absolute figures are the machine's as much as the product's. */
    public static Measure told(String row, String what, Rounds rounds, double aim) {
        return new Measure(row, what, rounds.median(), Double.NaN, aim, true, rounds.figures());
    }

    /** Whether anything hangs on it. */
    public boolean isBound() {
        return !Double.isNaN(must);
    }

    /** Whether the bound holds, if there is one; never for NaN. */
    public boolean passed() {
        return !isBound() || (atLeast ? figure >= must : figure <= must);
    }

    /** Such as {@code pipeline 0.28 < 0.3}. */
    public String shortfall() {
        return row + " " + number(figure) + (atLeast ? " < " : " > ") + number(must);
    }

    /** A bound as a table shows it, such as {@code ≥ 0.3}. */
    public String bound(double value) {
        return Double.isNaN(value) ? "–" : (atLeast ? "≥ " : "≤ ") + number(value);
    }

    /** At most four significant digits, without trailing zeros. */
    public static String number(double value) {
        if (Math.abs(value) >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
