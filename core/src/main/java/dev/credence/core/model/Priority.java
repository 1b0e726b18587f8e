package dev.credence.core.model;

/**
 * How soon an event asks to be committed; never which events a commit holds. Declared in Avro's symbol order. The
 * numbers are in stored forms: never change one.
 */
public enum Priority {
    CRITICAL(0),
    HIGH(1),
    MEDIUM(2),
    LOW(3);

    private final int number;

    Priority(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** Whether events of this priority travel in the topic that is taken first. */
    public boolean overtakes() {
        return this == CRITICAL || this == HIGH;
    }
}
