package dev.credence.schemas.registry;

import dev.credence.schemas.wire.EventEncoder;

/** The ids of the current schemas under the subjects of the three event topics. */
public record SchemaIds(int patterns, int confidence, int priority) {
    /** An encoder that writes these ids. */
    public EventEncoder encoder() {
        return new EventEncoder(patterns, confidence, priority);
    }
}
