package dev.credence.core.model;

import org.jspecify.annotations.Nullable;

/**
 * One confidence event: how a pattern turned out when it was used.
 *
 * @param weight in (0, 1000]; 1 is an ordinary outcome
 * @param occurredAtMs Unix milliseconds, by the agent's clock
 */
public record Outcome(
        String patternId,
        Result result,
        double weight,
        long occurredAtMs,
        @Nullable String eventId,
        @Nullable String source,
        Priority priority) {

    /** An outcome of weight 1 and medium priority. */
    public static Outcome of(String patternId, Result result, long occurredAtMs) {
        return new Outcome(patternId, result, 1.0, occurredAtMs, null, null, Priority.MEDIUM);
    }
}
