package dev.credence.core.rules;

/** The limits that every event is held to; bytes are of UTF-8. */
public final class Limits {
    /** Longest pattern id, in characters (ids are ASCII). */
    public static final int ID_CHARS = 128;

    /** Longest type, in characters; the same alphabet as an id. */
    public static final int TYPE_CHARS = 128;

    /** Largest weight of one outcome. */
    public static final double MAX_WEIGHT = 1000.0;

    /** Largest strength of a prior. */
    public static final double MAX_PRIOR_STRENGTH = 1_000_000.0;

    /** How far an event's own time may lie after the broker's, in milliseconds. */
    public static final long MAX_AHEAD_MS = 5 * 60 * 1000L;

    /** Largest record value (and key plus headers) that an event topic takes. */
    public static final int INPUT_BYTES = 1 << 20;

    /** Largest record that Credence itself writes (bodies, dead letters, changelogs). */
    public static final int OUTPUT_BYTES = 2 << 20;

    /** How much of a value that does not fit is kept in its dead letter. */
    public static final int EXCERPT_BYTES = 64 << 10;

    /** Most numbers in an embedding. */
    public static final int EMBEDDING_LENGTH = 65_536;

    /** Most entries of metadata. */
    public static final int METADATA_ENTRIES = 1_024;

    /** Longest event id or source, in characters. */
    public static final int LABEL_CHARS = 256;

    private Limits() {}
}
