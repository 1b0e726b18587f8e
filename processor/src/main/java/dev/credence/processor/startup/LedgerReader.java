package dev.credence.processor.startup;

import dev.credence.core.ledger.LedgerFormat;
import dev.credence.core.ledger.LedgerRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the latest ledger rows out of a topic that carries them, with a plain read-committed consumer. Reads the topic
 * from its start: done only when the group has no offsets.
 */
final class LedgerReader {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final byte LEDGER_MARK = '!';

    private final Map<String, Object> consumer;

    LedgerReader(Map<String, ?> client) {
        consumer = new HashMap<>(client);
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    }

    /** The latest row of each source partition, by that partition; the row's partition is that of {@code topic}. */
    Map<TopicPartition, LedgerRow> read(String topic, int partitions) {
        Map<TopicPartition, LedgerRow> rows = new HashMap<>();
        try (Consumer<byte[], byte[]> log =
                new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = java.util.stream.IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            log.assign(all);
            log.seekToBeginning(all);
            // Of a read-committed consumer these are the last stable offsets: a hanging transaction holds them back,
            // and what it wrote does not count.
            Map<TopicPartition, Long> ends =
                    new TreeMap<>(java.util.Comparator.comparingInt(TopicPartition::partition));
            ends.putAll(log.endOffsets(all));
            while (ends.entrySet().stream().anyMatch(end -> log.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : log.poll(POLL)) {
                    take(record, rows);
                }
            }
        }
        return rows;
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, LedgerRow> rows) {
        byte[] key = record.key();
        if (key != null && key.length > 0 && key[0] == LEDGER_MARK && record.value() != null) {
            String topic = LedgerRow.topicOfKey(new String(key, StandardCharsets.UTF_8));
            if (topic != null) {
                rows.put(new TopicPartition(topic, record.partition()), LedgerFormat.decode(record.value()));
            }
        }
    }
}
