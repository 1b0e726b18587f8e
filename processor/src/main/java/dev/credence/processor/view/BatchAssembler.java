package dev.credence.processor.view;

import dev.credence.storage.WriteBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Turns records into write batches that hold whole batches of the processor, partition by partition. Free of time and
 * of consumers; confined to one thread.
 */
final class BatchAssembler {
    private final ChangeReader reader;
    private final Map<TopicPartition, PartitionBatch> partitions = new HashMap<>();

    BatchAssembler(ChangeReader reader, List<WriteBatch.Position> starts) {
        this.reader = reader;
        for (WriteBatch.Position start : starts) {
            TopicPartition partition = new TopicPartition(start.topic(), start.partition());
            partitions.put(
                    partition, new PartitionBatch(partition, start.topicId(), start.offset(), start.leaderEpoch()));
        }
    }

    /**
     * Takes records of one partition, in the order of their offsets.
     *
     * @throws UnreadableRecordException at the first record that cannot be read
     */
    void add(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        PartitionBatch batch = of(partition);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            batch.add(reader.read(record), record.offset(), record.leaderEpoch().orElse(-1));
        }
    }

    /** See {@link PartitionBatch#reached}. */
    void reached(TopicPartition partition, long nextOffset, boolean atEnd) {
        of(partition).reached(nextOffset, atEnd);
    }

    /** Gives up all open batches to their prefixes: for views that nobody reads yet, and for long catch-ups. */
    void releaseOpen() {
        partitions.values().forEach(PartitionBatch::releaseOpen);
    }

    long openRecords() {
        return partitions.values().stream()
                .mapToLong(PartitionBatch::openRecords)
                .sum();
    }

    long readyRecords() {
        return partitions.values().stream()
                .mapToLong(PartitionBatch::readyRecords)
                .sum();
    }

    /** Whether all that is ready is of a backlog: see {@link PartitionBatch#mayWait}. */
    boolean mayWait() {
        return partitions.values().stream().allMatch(PartitionBatch::mayWait);
    }

    /** Everything that is ready, as one transaction; positions only of the partitions that have some. */
    WriteBatch take() {
        WriteBatch batch = new WriteBatch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        partitions.values().forEach(partition -> partition.drainTo(batch));
        return batch;
    }

    /** The offset that is read next, by partition. */
    Map<TopicPartition, Long> received() {
        Map<TopicPartition, Long> received = new HashMap<>();
        partitions.forEach((partition, batch) -> received.put(partition, batch.received()));
        return received;
    }

    /** Where each partition stands that has nothing waiting: the markers behind its last record included. */
    Map<TopicPartition, Long> settled() {
        Map<TopicPartition, Long> settled = new HashMap<>();
        partitions.forEach((partition, batch) -> {
            if (batch.nothingWaits()) {
                settled.put(partition, batch.readyNext());
            }
        });
        return settled;
    }

    private PartitionBatch of(TopicPartition partition) {
        PartitionBatch batch = partitions.get(partition);
        if (batch == null) {
            throw new IllegalArgumentException(partition + " is not one of " + partitions.keySet());
        }
        return batch;
    }
}
