package dev.credence.client.contract;

import dev.credence.core.evidence.Confidence;
import dev.credence.core.model.Pattern;

/**
 * A stored pattern and what outcomes say of it.
 *
 * @param pattern the body as it was stored, but for its priority, which ended with the storing, and over HTTP its prior
 * @param whole false: embedding and trajectory were left out of {@code pattern}, so do not store it again as it is
 * @param confidence the posterior at {@link Confidence#asOfMs}, at most a second before the call
 * @param successes plain count
 * @param failures plain count
 * @param halfLifeMs after which an outcome weighs half as much
 * @param lastUsedMs when its latest outcome happened, Unix milliseconds; -1 if there is none
 * @param createdAtMs when a body was first stored, Unix milliseconds
 * @param updatedAtMs when the body was last stored, Unix milliseconds
 */
public record KnownPattern(
        Pattern pattern,
        boolean whole,
        Confidence confidence,
        long successes,
        long failures,
        long halfLifeMs,
        long lastUsedMs,
        long createdAtMs,
        long updatedAtMs) {
    public String id() {
        return pattern.id();
    }

    public String content() {
        return pattern.content();
    }

    /** How many outcomes were ever counted. */
    public long usageCount() {
        return successes + failures;
    }
}
