package dev.credence.testkit;

/** Whose schema registry. */
public enum RegistryMaker {
    /** The endpoint that Credence brings along. */
    BUILT_IN,
    /** Apicurio's server, by its Confluent-compatible interface. */
    APICURIO
}
