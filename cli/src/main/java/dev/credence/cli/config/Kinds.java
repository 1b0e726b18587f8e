package dev.credence.cli.config;

import dev.credence.core.config.Durations;
import dev.credence.core.evidence.HalfLives;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kinds of value: each check throws IllegalArgumentException with the end of a sentence that begins with the key. */
final class Kinds {
    private static final Pattern HOST_PORT = Pattern.compile("(?:[^\\s:,/]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
    private static final int MAX_PORT = 65_535;

    private Kinds() {}

    static void text(String value) {
        // Any text will do.
    }

    static void host(String value) {
        if (value.isBlank() || value.contains("/")) {
            throw new IllegalArgumentException("must be an address of this machine, such as 127.0.0.1");
        }
    }

    static void path(String value) {
        if (value.isBlank() || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("must be a path");
        }
    }

    static void name(String value) {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException("must be 1 to 128 of A-Z a-z 0-9 . _ -, the first a letter or digit");
        }
    }

    static void hostPorts(String value) {
        for (String one : value.split(",", -1)) {
            var matcher = HOST_PORT.matcher(one.trim());
            if (!matcher.matches() || Integer.parseInt(matcher.group(1).substring(1)) > MAX_PORT) {
                throw new IllegalArgumentException("must be host:port, or several separated by commas");
            }
        }
    }

    static void urls(String value) {
        for (String one : value.split(",", -1)) {
            URI uri;
            try {
                uri = URI.create(one.trim());
            } catch (IllegalArgumentException notOne) {
                throw noUrl(notOne);
            }
            if (uri.getHost() == null || !List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                throw noUrl(null);
            }
        }
    }

    static void duration(String value) {
        if (parseDuration(value).toMillis() < 1) {
            throw new IllegalArgumentException("must be a duration of at least 1ms");
        }
    }

    static void halfLife(String value) {
        long ms = parseDuration(value).toMillis();
        if (ms < HalfLives.MIN_MS || ms > HalfLives.MAX_MS) {
            throw new IllegalArgumentException("must be a duration from 1s to 365000d");
        }
    }

    static void halfLives(String value) {
        try {
            HalfLives.parse("1d", value);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    "must be like route:=7d,tool:=1d, each prefix once, each half-life from 1s to 365000d", refused);
        }
    }

    static Consumer<String> bytes(long least) {
        return value -> {
            if (parseBytes(value) < least) {
                throw new IllegalArgumentException("must be at least " + least + " bytes");
            }
        };
    }

    static Consumer<String> whole(int least) {
        return whole(least, Integer.MAX_VALUE);
    }

    static Consumer<String> whole(int least, int greatest) {
        return value -> {
            long number = DIGITS.matcher(value).matches() ? Long.parseLong(value) : -1;
            if (number < least || number > greatest) {
                throw new IllegalArgumentException("must be a whole number from " + least + " to " + greatest);
            }
        };
    }

    static Consumer<String> millis(long least, long greatest) {
        return value -> {
            long ms = parseMillis(value).toMillis();
            if (ms < least || ms > greatest) {
                throw new IllegalArgumentException("must be from " + least + " to " + greatest + " ms");
            }
        };
    }

    static Consumer<String> oneOf(String... allowed) {
        return value -> {
            if (!List.of(allowed).contains(value)) {
                throw new IllegalArgumentException("must be one of " + String.join(", ", allowed));
            }
        };
    }

    /** {@code 4096}, {@code 64KB}, {@code 10MB}, {@code 1GB}; a KB is 1024 bytes. */
    static long parseBytes(String value) {
        String text = value.toUpperCase(Locale.ROOT);
        int shift = text.endsWith("KB") ? 10 : text.endsWith("MB") ? 20 : text.endsWith("GB") ? 30 : 0;
        String digits = shift == 0 ? text : text.substring(0, text.length() - 2).trim();
        if (!DIGITS.matcher(digits).matches() || Long.parseLong(digits) > Long.MAX_VALUE >> shift) {
            throw new IllegalArgumentException("must be a size such as 4096, 64KB or 10MB");
        }
        return Long.parseLong(digits) << shift;
    }

    static Duration parseDuration(String value) {
        try {
            return Durations.parse(value);
        } catch (IllegalArgumentException notOne) {
            throw new IllegalArgumentException("must be a duration such as 500ms, 30s, 7d or PT30S", notOne);
        }
    }

    /** Milliseconds as a whole number, or a duration. */
    static Duration parseMillis(String value) {
        if (DIGITS.matcher(value).matches()) {
            return Duration.ofMillis(Long.parseLong(value));
        }
        try {
            return Durations.parse(value);
        } catch (IllegalArgumentException neither) {
            throw new IllegalArgumentException("must be milliseconds, or a duration such as 500ms or 30s", neither);
        }
    }

    private static IllegalArgumentException noUrl(@Nullable Exception cause) {
        return new IllegalArgumentException("must be like http://host:8081, or several separated by commas", cause);
    }
}
