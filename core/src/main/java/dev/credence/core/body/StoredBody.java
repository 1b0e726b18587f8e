package dev.credence.core.body;

import dev.credence.core.codec.Dictionary;
import dev.credence.core.codec.Encoded;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Priority;
import org.jspecify.annotations.Nullable;

/**
 * A pattern's body with its large parts encoded; {@link BodyCodec} turns it into a pattern again.
 *
 * @param text content and metadata
 */
public record StoredBody(
        Origin origin,
        long createdAtMs,
        String type,
        @Nullable Prior prior,
        Priority priority,
        Encoded text,
        @Nullable Encoded embedding,
        @Nullable Encoded trajectory)
        implements BodyRecord {

    /** The same with the dictionary of its text at hand. */
    public StoredBody with(@Nullable Dictionary dictionary) {
        return new StoredBody(origin, createdAtMs, type, prior, priority, text.with(dictionary), embedding, trajectory);
    }

    /** The key of the dictionary that the text needs; null: none. */
    public @Nullable String dictionaryKey() {
        String hash = text.dictionaryHash();
        return hash == null ? null : Dictionary.key(type, hash);
    }

    /** Bytes of the parts before encoding. */
    public long originalBytes() {
        return size(text, true) + size(embedding, true) + size(trajectory, true);
    }

    /** Bytes of the parts as stored. */
    public long storedBytes() {
        return size(text, false) + size(embedding, false) + size(trajectory, false);
    }

    private static long size(@Nullable Encoded part, boolean original) {
        return part == null ? 0 : original ? part.originalBytes() : part.bytes().length;
    }
}
