package dev.credence.query.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** Instants as answers state them: RFC 3339, UTC, always three digits of milliseconds. Thread-safe. */
public final class Instants {
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.MILLI_OF_SECOND, 3, 3, true)
            .appendLiteral('Z')
            .toFormatter()
            .withZone(ZoneOffset.UTC);

    private Instants() {}

    /** @param unixMs any number of milliseconds */
    public static String text(long unixMs) {
        return FORMAT.format(Instant.ofEpochMilli(unixMs));
    }
}
