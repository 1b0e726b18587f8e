package dev.credence.core.rules;

import java.util.Locale;

/** Why a record is not applied; {@link #code} is the value of the dead letter's {@code credence.reason} header. */
public enum Reason {
    BAD_WIRE_FORMAT,
    UNKNOWN_SCHEMA,
    SCHEMA_MISMATCH,
    TRAILING_BYTES,
    NO_KEY,
    KEY_MISMATCH,
    BAD_ID,
    BAD_WEIGHT,
    BAD_TIME,
    BAD_VALUE,
    TOO_LARGE,
    TOMBSTONE;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name on the wire, such as {@code bad-weight}. */
    public String code() {
        return code;
    }
}
