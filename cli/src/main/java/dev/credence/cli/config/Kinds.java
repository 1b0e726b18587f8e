package dev.credence.cli.config;

import dev.credence.core.config.Durations;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The kinds of value: each check throws IllegalArgumentException with the end of a sentence that begins with the key. */
final class Kinds {
    private Kinds() {}

    static void text(String value) {
        // Any text will do.
    }

    static void positive(String value) {
        if (whole(value) <= 0) {
            throw new IllegalArgumentException("must be a whole number above 0");
        }
    }

    static void duration(String value) {
        if (Durations.parse(value).isNegative()) {
            throw new IllegalArgumentException("must not be negative");
        }
    }

    static void bytes(String value) {
        parseBytes(value);
    }

    static Consumer<String> between(int least, int greatest) {
        return value -> {
            long number = whole(value);
            if (number < least || number > greatest) {
                throw new IllegalArgumentException("must be a whole number from " + least + " to " + greatest);
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
        long number =
                whole(shift == 0 ? text : text.substring(0, text.length() - 2).trim());
        if (number < 0 || number > Long.MAX_VALUE >> shift) {
            throw new IllegalArgumentException("must be a size such as 4096, 64KB or 10MB");
        }
        return number << shift;
    }

    private static long whole(String value) {
        try {
            return Long.parseLong(value.trim());
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException("must be a whole number", notOne);
        }
    }
}
