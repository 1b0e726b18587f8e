package dev.credence.core.body;

/**
 * The latest word of one source partition about one pattern: its body, or that it was deleted. A deletion is a record
 * with a value, not a tombstone, because it must outlive an older body in another partition.
 */
public sealed interface BodyRecord permits StoredBody, DeletedBody {
    /** The source record; its append time is the body's {@code updated_at}. */
    Origin origin();

    /** The least append time of the pattern's records in this source partition, Unix milliseconds. */
    long createdAtMs();
}
