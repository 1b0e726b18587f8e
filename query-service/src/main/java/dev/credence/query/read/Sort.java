package dev.credence.query.read;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a list is ordered by, greatest first; ties go by id, ascending. */
public enum Sort {
    /** The 5 % quantile at the list's time: good and known to be good. */
    LOWER_BOUND,
    /** The mean at the list's time. */
    CONFIDENCE,
    /** How many outcomes were ever counted. */
    USAGE,
    /** When the latest outcome happened. */
    RECENT;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The parameter's value, such as {@code lower_bound}. */
    public String code() {
        return code;
    }

    public static @Nullable Sort ofCode(String code) {
        for (Sort sort : values()) {
            if (sort.code.equals(code)) {
                return sort;
            }
        }
        return null;
    }
}
