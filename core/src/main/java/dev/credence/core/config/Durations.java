package dev.credence.core.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 12h}, {@code 7d} or ISO-8601. */
public final class Durations {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,18})(ms|s|m|h|d)");

    private Durations() {}

    /**
     * The duration that {@code text} names; zero is one, negative is none.
     *
     * @throws IllegalArgumentException if it names none; the message quotes it and says what would
     */
    public static Duration parse(String text) {
        Matcher matcher = SHORT.matcher(text);
        try {
            Duration duration = matcher.matches()
                    ? Unit.named(matcher.group(2)).times(Long.parseLong(matcher.group(1)))
                    : Duration.parse(text);
            if (duration.isNegative()) {
                throw notADuration(text, null);
            }
            return Duration.ofMillis(duration.toMillis());
        } catch (DateTimeParseException | ArithmeticException cause) {
            throw notADuration(text, cause);
        }
    }

    /** The shortest text that {@link #parse} reads as {@code duration}, to the millisecond: {@code 90m}, {@code 7d}. */
    public static String format(Duration duration) {
        long ms = duration.toMillis();
        Unit unit = Unit.MILLISECONDS;
        for (Unit larger : Unit.values()) {
            unit = ms != 0 && ms % larger.ms == 0 ? larger : unit;
        }
        return ms / unit.ms + unit.suffix;
    }

    private static IllegalArgumentException notADuration(String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "a duration is like 500ms, 30s, 5m, 12h, 7d or ISO-8601 PT30S, was \"" + text + '"', cause);
    }

    /** In ascending order: {@link #format} takes the largest that divides. */
    private enum Unit {
        MILLISECONDS("ms", 1),
        SECONDS("s", 1_000),
        MINUTES("m", 60_000),
        HOURS("h", 3_600_000),
        DAYS("d", 86_400_000);

        private final String suffix;
        private final long ms;

        Unit(String suffix, long ms) {
            this.suffix = suffix;
            this.ms = ms;
        }

        static Unit named(String suffix) {
            for (Unit unit : values()) {
                if (unit.suffix.equals(suffix)) {
                    return unit;
                }
            }
            throw new IllegalArgumentException("no unit " + suffix);
        }

        Duration times(long count) {
            return Duration.ofMillis(Math.multiplyExact(count, ms));
        }
    }
}
