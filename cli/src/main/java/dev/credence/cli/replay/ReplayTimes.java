package dev.credence.cli.replay;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which stretch of the log is replayed, by the broker's stamps.
 *
 * @param fromMs this and later; empty: from the start
 * @param toMs before this; empty: to the end
 */
public record ReplayTimes(OptionalLong fromMs, OptionalLong toMs) {
    private static final Pattern SPEED = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)x");

    public ReplayTimes {
        if (fromMs.isPresent() && toMs.isPresent() && fromMs.getAsLong() >= toMs.getAsLong()) {
            throw new IllegalArgumentException("--from must be before --to");
        }
    }

    /** @throws IllegalArgumentException naming the flag whose value is no time */
    public static ReplayTimes of(@Nullable String from, @Nullable String to) {
        return new ReplayTimes(time("--from", from), time("--to", to));
    }

    /** Whether it is all of the log. */
    public boolean isEverything() {
        return fromMs.isEmpty() && toMs.isEmpty();
    }

    /** {@code max}: infinite; {@code 10x}: 10; null: 1. */
    public static double speed(@Nullable String value) {
        if (value == null) {
            return 1;
        }
        if (value.equals("max")) {
            return Double.POSITIVE_INFINITY;
        }
        Matcher matcher = SPEED.matcher(value);
        double speed = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        if (speed <= 0) {
            throw new IllegalArgumentException(
                    "--speed must be max, or a number and x such as 10x, was '" + value + "'");
        }
        return speed;
    }

    private static OptionalLong time(String flag, @Nullable String value) {
        if (value == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(
                    value.chars().allMatch(Character::isDigit)
                            ? Long.parseLong(value)
                            : OffsetDateTime.parse(value).toInstant().toEpochMilli());
        } catch (DateTimeException | NumberFormatException noTime) {
            throw new IllegalArgumentException(
                    flag + " must be a time such as 2026-01-02T03:04:05Z, or milliseconds since 1970, was '" + value
                            + "'",
                    noTime);
        }
    }
}
