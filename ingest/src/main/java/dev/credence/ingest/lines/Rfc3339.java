package dev.credence.ingest.lines;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Instants as RFC 3339 has them: {@code 2026-01-02T03:04:05.678Z}, {@code 2026-01-02t03:04:05+02:00}. By hand, because
 * java.time's own formats take what the RFC does not (no seconds) and need several times as long.
 */
final class Rfc3339 {
    /** Not a time: no instant of the years 0000 to 9999 has this value. */
    static final long NONE = Long.MIN_VALUE;

    private static final int FRACTION = 19;

    private Rfc3339() {}

    /** Unix milliseconds, a finer fraction cut off; {@link #NONE} when the text is something else. */
    static long parse(String text) {
        if (text.length() < FRACTION + 1 || !hasSeparators(text)) {
            return NONE;
        }
        int hour = digits(text, 11, 2);
        int minute = digits(text, 14, 2);
        int second = digits(text, 17, 2);
        // 60 is a leap second; it becomes the first second of the next minute, as POSIX clocks have it.
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return NONE;
        }
        long day = day(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
        int end = endOfFraction(text);
        long offsetSeconds = end < 0 ? NONE : offsetSeconds(text, end);
        if (day == NONE || offsetSeconds == NONE) {
            return NONE;
        }
        long seconds = day * 86_400 + hour * 3600L + minute * 60L + second - offsetSeconds;
        return seconds * 1000 + millis(text, end);
    }

    private static boolean hasSeparators(String text) {
        char t = text.charAt(10);
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (t == 'T' || t == 't' || t == ' ')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static long day(int year, int month, int day) {
        try {
            return year < 0 ? NONE : LocalDate.of(year, month, day).toEpochDay();
        } catch (DateTimeException e) {
            return NONE;
        }
    }

    /** The index after the fraction, which may be absent; -1 when it has no digits. */
    private static int endOfFraction(String text) {
        if (text.charAt(FRACTION) != '.') {
            return FRACTION;
        }
        int end = FRACTION + 1;
        while (end < text.length() && digit(text, end) >= 0) {
            end++;
        }
        return end == FRACTION + 1 || end == text.length() ? -1 : end;
    }

    private static int millis(String text, int end) {
        int millis = 0;
        for (int i = FRACTION + 1; i < FRACTION + 4; i++) {
            millis = millis * 10 + (i < end ? digit(text, i) : 0);
        }
        return millis;
    }

    private static long offsetSeconds(String text, int at) {
        char sign = text.charAt(at);
        if (sign == 'Z' || sign == 'z') {
            return text.length() == at + 1 ? 0 : NONE;
        }
        if ((sign != '+' && sign != '-') || text.length() != at + 6 || text.charAt(at + 3) != ':') {
            return NONE;
        }
        int hours = digits(text, at + 1, 2);
        int minutes = digits(text, at + 4, 2);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return NONE;
        }
        long seconds = hours * 3600L + minutes * 60L;
        return sign == '-' ? -seconds : seconds;
    }

    /** The number of {@code count} digits, or -1. */
    private static int digits(String text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            int digit = digit(text, i);
            if (digit < 0) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** ASCII only: Character.digit would take other scripts' digits. */
    private static int digit(String text, int index) {
        char c = text.charAt(index);
        return c >= '0' && c <= '9' ? c - '0' : -1;
    }
}
