package dev.credence.processor.evidence;

import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/** One evidence row, decoded. Mutable; confined to the stream thread. */
final class Row {
    final Bytes key;
    final Evidence evidence;
    /** Whether its id belongs into another partition by Java's default partitioner. */
    final boolean foreign;

    long confidenceOffset;
    long priorityOffset;
    /** The number of the batch that touched it last. */
    long batch;
    /** Whether it changed since it was written. */
    boolean dirty;

    private final byte[] id;

    Row(Bytes key, EvidenceRow row, boolean foreign) {
        this.key = key;
        this.id = key.get();
        this.evidence = row.evidence();
        this.foreign = foreign;
        this.confidenceOffset = row.confidenceOffset();
        this.priorityOffset = row.priorityOffset();
    }

    boolean isOf(byte[] otherId) {
        return Arrays.equals(id, otherId);
    }
}
