package dev.credence.core.body;

/** The pattern was deleted by a tombstone at {@code origin}. */
public record DeletedBody(Origin origin, long createdAtMs) implements BodyRecord {}
