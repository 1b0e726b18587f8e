package dev.credence.core.evidence;

import dev.credence.core.config.Durations;
import dev.credence.core.rules.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which half-life a pattern has: a function of its id alone, so that evidence never depends on a body. The longest
 * matching prefix decides, else the default. Immutable and thread-safe.
 *
 * @param defaultMs half-life of ids that no prefix matches, in milliseconds
 * @param prefixes any order on construction; longest first afterwards
 */
public record HalfLives(long defaultMs, List<ForPrefix> prefixes) {
    /** Below a second a "half-life" is a typing error. */
    public static final long MIN_MS = 1_000L;

    /** A thousand years of 365 days: keeps fraction arithmetic far from overflow. */
    public static final long MAX_MS = 1_000L * 365 * 24 * 3600 * 1000;

    /** Thirty days for all. */
    public static final HalfLives DEFAULT = new HalfLives(30L * 24 * 3600 * 1000, List.of());

    /** The half-life of the ids that start with {@code prefix}, in milliseconds. */
    public record ForPrefix(String prefix, long halfLifeMs) {
        public ForPrefix {
            if (Rules.checkId(prefix) != null) {
                throw new IllegalArgumentException(
                        "half.life.prefixes: no id can start with \"" + prefix + "\"; ids are of A-Z a-z 0-9 . _ : -");
            }
            check(halfLifeMs);
        }
    }

    public HalfLives {
        check(defaultMs);
        prefixes = prefixes.stream()
                .sorted(Comparator.comparingInt((ForPrefix p) -> p.prefix().length())
                        .reversed()
                        .thenComparing(ForPrefix::prefix))
                .toList();
        if (prefixes.stream().map(ForPrefix::prefix).distinct().count() != prefixes.size()) {
            throw new IllegalArgumentException("half.life.prefixes: the same prefix twice");
        }
    }

    /** The same half-life for every id. */
    public static HalfLives ofAll(long halfLifeMs) {
        return new HalfLives(halfLifeMs, List.of());
    }

    /** The half-life of {@code id} in milliseconds. O(number of prefixes). */
    public long of(String id) {
        for (int i = 0; i < prefixes.size(); i++) {
            ForPrefix candidate = prefixes.get(i);
            if (id.startsWith(candidate.prefix())) {
                return candidate.halfLifeMs();
            }
        }
        return defaultMs;
    }

    /**
     * The half-lives of a configuration.
     *
     * @param halfLife the value of {@code half.life}, such as {@code 30d}
     * @param prefixes the value of {@code half.life.prefixes}, such as {@code route:=7d,tool:=1d}; may be empty
     * @throws IllegalArgumentException if they are none; the message names key and value
     */
    public static HalfLives parse(String halfLife, String prefixes) {
        List<ForPrefix> parsed = new ArrayList<>();
        if (!prefixes.isBlank()) {
            for (String entry : prefixes.split(",", -1)) {
                parsed.add(parseEntry(entry.strip()));
            }
        }
        return new HalfLives(millis("half.life", halfLife.strip()), parsed);
    }

    /**
     * The same half-lives in one spelling, such as {@code 30d,route:=7d}: equal texts, equal half-lives. A view states it
     * and is rebuilt when it differs.
     */
    public String describe() {
        return Durations.format(Duration.ofMillis(defaultMs))
                + prefixes.stream()
                        .map(p -> "," + p.prefix() + "=" + Durations.format(Duration.ofMillis(p.halfLifeMs())))
                        .collect(Collectors.joining());
    }

    private static ForPrefix parseEntry(String entry) {
        int equals = entry.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(
                    "half.life.prefixes must be like route:=7d,tool:=1d, was \"" + entry + '"');
        }
        return new ForPrefix(
                entry.substring(0, equals).strip(),
                millis("half.life.prefixes", entry.substring(equals + 1).strip()));
    }

    private static long millis(String key, String text) {
        try {
            return Durations.parse(text).toMillis();
        } catch (IllegalArgumentException notADuration) {
            throw new IllegalArgumentException(key + ": " + notADuration.getMessage(), notADuration);
        }
    }

    private static void check(long halfLifeMs) {
        if (halfLifeMs < MIN_MS || halfLifeMs > MAX_MS) {
            throw new IllegalArgumentException(
                    "half.life must be between 1s and 365000d, was " + Durations.format(Duration.ofMillis(halfLifeMs)));
        }
    }
}
