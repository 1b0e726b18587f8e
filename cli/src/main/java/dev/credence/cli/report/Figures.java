package dev.credence.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A statistics document, and the one before it: figures as text, {@code -} where there is none.
 *
 * @param before missing if the whole time since the start is meant
 */
record Figures(JsonNode now, JsonNode before) {
    private static final String NONE = "-";
    private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB"};

    static Figures of(JsonNode now, @Nullable JsonNode before) {
        return new Figures(now, before == null ? MissingNode.getInstance() : before);
    }

    boolean has(String path) {
        return now.at(path).isNumber();
    }

    /** A whole number. */
    String count(String path) {
        return has(path) ? whole(now.at(path).asLong()) : NONE;
    }

    /** How much a count has grown; all of it if there is nothing before. */
    long growth(String path) {
        return now.at(path).asLong() - before.at(path).asLong();
    }

    String grown(String path) {
        return has(path) ? whole(growth(path)) : NONE;
    }

    /** How much a count grows in a second. */
    String rate(String path) {
        double seconds = seconds();
        return has(path) && seconds > 0 ? decimal(1, growth(path) / seconds) + "/s" : NONE;
    }

    /** Between the two documents; 0 if there is only one. */
    double seconds() {
        return before.isMissingNode()
                ? 0
                : (millisOf(now.path("as_of").asText())
                                - millisOf(before.path("as_of").asText()))
                        / 1000.0;
    }

    private static long millisOf(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    String millis(String path) {
        return has(path) ? millis(now.at(path).asDouble()) : NONE;
    }

    /** The mean over what came since the document before, from the two means and counts since the start. */
    String mean(String meanPath, String countPath) {
        long grown = growth(countPath);
        if (!has(meanPath) || grown <= 0) {
            return NONE;
        }
        double total = now.at(meanPath).asDouble() * now.at(countPath).asLong();
        double totalBefore =
                before.at(meanPath).asDouble() * before.at(countPath).asLong();
        return millis(Math.max(0, (total - totalBefore) / grown));
    }

    String share(String path) {
        return has(path) ? decimal(1, 100 * now.at(path).asDouble()) + " %" : NONE;
    }

    String bytes(String path) {
        return has(path) ? bytes(now.at(path).asDouble()) : NONE;
    }

    static String decimal(int digits, double value) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    private static String millis(double value) {
        return decimal(value < 10 ? 2 : 0, value) + " ms";
    }

    private static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String bytes(double value) {
        int unit = 0;
        double left = value;
        while (left >= 1024 && unit < UNITS.length - 1) {
            left /= 1024;
            unit++;
        }
        return decimal(unit == 0 ? 0 : 1, left) + " " + UNITS[unit];
    }
}
