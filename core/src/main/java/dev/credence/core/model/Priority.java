package dev.credence.core.model;

/** How soon an event asks to be committed; never which events a commit holds. Declared in Avro's symbol order. */
public enum Priority {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW;

    /** Whether events of this priority travel in the topic that is taken first. */
    public boolean overtakes() {
        return this == CRITICAL || this == HIGH;
    }
}
