package dev.credence.client.contract;

import dev.credence.query.read.Sort;
import org.jspecify.annotations.Nullable;

/**
 * Which patterns are wanted, the greatest first.
 *
 * @param type null: of every type
 * @param minConfidence least mean; null: any
 * @param limit 1 to 1000
 */
public record TopQuery(@Nullable String type, @Nullable Double minConfidence, Sort sort, int limit) {
    /** What one answer holds at most. */
    public static final int MAX_LIMIT = 1000;

    public TopQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", was " + limit);
        }
        if (minConfidence != null && !(minConfidence >= 0.0 && minConfidence <= 1.0)) {
            throw new IllegalArgumentException("minConfidence must be 0 to 1, was " + minConfidence);
        }
    }

    /** By the lower bound: good, and known to be good. */
    public static TopQuery of(@Nullable String type, int limit) {
        return new TopQuery(type, null, Sort.LOWER_BOUND, limit);
    }
}
