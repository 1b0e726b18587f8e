package dev.credence.processor.ledger;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Probes with a plain read-committed consumer of its own, opened for each question: gaps are rare. Thread-safe. */
public final class LogGapProbe implements GapProbe {
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> consumer;

    /** @param client connection settings; the rest is set here */
    public LogGapProbe(Map<String, ?> client) {
        consumer = new HashMap<>(client);
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    }

    @Override
    public OptionalLong firstRecord(TopicPartition partition, long from, long to) {
        try (Consumer<byte[], byte[]> log =
                new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            log.assign(List.of(partition));
            Long begin = log.beginningOffsets(List.of(partition)).get(partition);
            long start = Math.max(from, begin == null ? 0 : begin);
            if (start >= to) {
                return OptionalLong.empty();
            }
            log.seek(partition, start);
            return firstBefore(log, partition, to);
        }
    }

    private static OptionalLong firstBefore(Consumer<byte[], byte[]> log, TopicPartition partition, long to) {
        long deadline = System.nanoTime() + ANSWER.toNanos();
        while (log.position(partition) < to) {
            for (ConsumerRecord<byte[], byte[]> first : log.poll(POLL)) {
                return first.offset() < to ? OptionalLong.of(first.offset()) : OptionalLong.empty();
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("could not read " + partition + " up to offset " + to
                        + " to see whether records were lost; check the broker");
            }
        }
        return OptionalLong.empty();
    }
}
