package dev.credence.testkit;

/** What answers as Kafka in a test. */
public enum Backend {
    /** The one that {@code -Dcredence.kafka=embedded|container} names; embedded when it names none. */
    CONFIGURED,
    /** The broker that Credence brings along. */
    EMBEDDED,
    /** The broker's official image; needs Docker. */
    CONTAINER;

    static final String PROPERTY = "credence.kafka";

    Backend resolved() {
        if (this != CONFIGURED) {
            return this;
        }
        String name = System.getProperty(PROPERTY, "embedded");
        return switch (name) {
            case "embedded" -> EMBEDDED;
            case "container" -> CONTAINER;
            default ->
                throw new IllegalArgumentException(PROPERTY + " must be embedded or container, was \"" + name + '"');
        };
    }
}
