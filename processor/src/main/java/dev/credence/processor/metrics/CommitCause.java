package dev.credence.processor.metrics;

import java.util.Locale;

/** What closes a batch. */
public enum CommitCause {
    /** The window's end. */
    WINDOW,
    /** {@code batch.max.events} records. */
    SIZE,
    /** The input ran dry. */
    IDLE,
    /** A critical outcome. */
    CRITICAL,
    /** An outcome of high priority. */
    HIGH;

    /** The name in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
