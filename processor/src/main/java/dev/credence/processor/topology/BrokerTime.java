package dev.credence.processor.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The broker's time of a record, and the one that priority records pretend to have: Streams takes the smallest timestamp
 * among the heads of a task's queues first, so a priority record is taken before any other that is waiting.
 */
final class BrokerTime {
    /** About 31 years. */
    private static final long OVERTAKING_MS = 1_000_000_000_000L;

    private BrokerTime() {}

    /** For the ordinary topics; never negative, because Streams drops such records. */
    static TimestampExtractor ordinary() {
        return (record, partitionTime) -> brokerMs(record);
    }

    /** For the priority topic. */
    static TimestampExtractor overtaking() {
        return (record, partitionTime) -> Math.max(0, brokerMs(record) - OVERTAKING_MS);
    }

    /** The broker's time of a priority record that was extracted as {@code extractedMs}. */
    static long ofOvertaking(long extractedMs) {
        return extractedMs + OVERTAKING_MS;
    }

    private static long brokerMs(ConsumerRecord<Object, Object> record) {
        return Math.max(0, record.timestamp());
    }
}
