package dev.credence.processor.metrics;

import org.apache.kafka.common.utils.Utils;

/**
 * Where Java's default partitioner puts a key. Records elsewhere count all the same; many of them mean that clients of
 * several kinds publish the same ids, and patterns take a row a partition.
 *
 * @param partitions of the source topic
 */
public record HomePartition(int partition, int partitions) {
    /** Whether a record of {@code key} in this partition was put here by another partitioner. */
    public boolean isForeign(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions != partition;
    }
}
