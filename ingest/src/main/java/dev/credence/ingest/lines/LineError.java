package dev.credence.ingest.lines;

import dev.credence.core.rules.Refusal;

/**
 * Why one line was not taken.
 *
 * @param line from 1
 * @param code {@link #BAD_JSON} or the code of a {@link dev.credence.core.rules.Reason}
 * @param detail for people: which value, what is allowed
 */
public record LineError(long line, String code, String detail) {
    /** The code of a line that is not one JSON object in UTF-8. */
    public static final String BAD_JSON = "bad-json";

    /** The error of a line whose value breaks a rule. */
    public static LineError of(long line, Refusal refusal) {
        return new LineError(line, refusal.reason().code(), refusal.detail());
    }

    /** Such as {@code line 17: weight must be > 0 and <= 1000, was -1}. */
    @Override
    public String toString() {
        return "line " + line + ": " + detail;
    }
}
