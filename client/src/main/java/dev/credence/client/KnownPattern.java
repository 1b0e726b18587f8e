package dev.credence.client;

import dev.credence.core.evidence.Confidence;
import dev.credence.core.model.Pattern;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pattern and how far it can be trusted. Immutable.
 *
 * @param pattern its body; without embedding and trajectory unless the client reads whole patterns
 * @param confidence at {@code confidence.asOfMs()}, at most a second before the answer
 * @param successes plain count; {@code failures} likewise
 * @param lastUsedMs time of the latest outcome, Unix milliseconds; -1: none
 */
public record KnownPattern(
        Pattern pattern,
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

    /** How many outcomes were ever counted. */
    public long usageCount() {
        return successes + failures;
    }

    public Duration halfLife() {
        return Duration.ofMillis(halfLifeMs);
    }

    /** Time of the latest outcome; null: none. */
    public @Nullable Instant lastUsed() {
        return lastUsedMs < 0 ? null : Instant.ofEpochMilli(lastUsedMs);
    }

    public Instant createdAt() {
        return Instant.ofEpochMilli(createdAtMs);
    }

    public Instant updatedAt() {
        return Instant.ofEpochMilli(updatedAtMs);
    }
}
