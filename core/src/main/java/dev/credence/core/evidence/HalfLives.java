package dev.credence.core.evidence;

import java.util.Comparator;
import java.util.List;

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
            if (prefix.isEmpty()) {
                throw new IllegalArgumentException("half.life.prefixes: a prefix must not be empty");
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

    private static void check(long halfLifeMs) {
        if (halfLifeMs < MIN_MS || halfLifeMs > MAX_MS) {
            throw new IllegalArgumentException("half.life must be between 1s and 365000d, was " + halfLifeMs + " ms");
        }
    }
}
