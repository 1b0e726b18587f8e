package dev.credence.storage;

import dev.credence.core.evidence.HalfLives;

/**
 * What a view is a view of. A file of another identity is refused: its rows would mean something else.
 *
 * @param halfLives those of the processor; readers learn them from the file
 */
public record ViewIdentity(String applicationId, String topicsPrefix, HalfLives halfLives) {}
