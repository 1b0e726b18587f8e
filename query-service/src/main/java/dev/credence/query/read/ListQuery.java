package dev.credence.query.read;

import org.jspecify.annotations.Nullable;

/**
 * A list to be made.
 *
 * @param type null: every type
 * @param minConfidence least mean at the list's time; null: any
 * @param after the last row of the page before; null: from the top
 */
public record ListQuery(
        @Nullable String type,
        @Nullable Double minConfidence,
        Sort sort,
        int limit,
        long asOfMs,
        @Nullable Place after) {
    public static final int DEFAULT_LIMIT = 50;
    /** What one page may be asked for. */
    public static final int MAX_LIMIT = 1000;

    public ListQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
    }
}
