package dev.credence.bench;

import java.util.Locale;

/**
 * One measured figure beside what it must reach.
 *
 * @param row the benchmark's name, such as {@code pipeline}
 * @param what what was measured, with its unit
 * @param must the bound
 * @param aim where it is to go
 * @param atLeast whether the figure must be at least the bound, or at most
 */
public record Measure(String row, String what, double figure, double must, double aim, boolean atLeast) {
    /** A figure that must be no less than {@code must}. */
    public static Measure atLeast(String row, String what, double figure, double must, double aim) {
        return new Measure(row, what, figure, must, aim, true);
    }

    /** A figure that must be no more than {@code must}. */
    public static Measure atMost(String row, String what, double figure, double must, double aim) {
        return new Measure(row, what, figure, must, aim, false);
    }

    /** Whether the bound holds; never for NaN. */
    public boolean passed() {
        return atLeast ? figure >= must : figure <= must;
    }

    /** Such as {@code pipeline 0.28 < 0.3}. */
    public String shortfall() {
        return row + " " + number(figure) + (atLeast ? " < " : " > ") + number(must);
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
