package dev.credence.bench.pipeline;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.core.ledger.LedgerFormat;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** When the processor took its first record: the ledger row of each batch says when that was opened. */
final class FirstBatch {
    private FirstBatch() {}

    /** Unix milliseconds, over all partitions. */
    static long openedMs(Settings settings, TopicCatalogue catalogue) {
        long earliest = Long.MAX_VALUE;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.text(Key.BOOTSTRAP_SERVERS)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(catalogue.evidenceChangelog()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<byte[], byte[]> row : consumer.poll(Duration.ofMillis(200))) {
                    earliest = Math.min(earliest, openedMs(row));
                }
            }
        }
        return earliest;
    }

    private static long openedMs(ConsumerRecord<byte[], byte[]> record) {
        if (LedgerRow.topicOfKey(new String(record.key(), StandardCharsets.UTF_8)) == null) {
            return Long.MAX_VALUE;
        }
        LedgerRow row = LedgerFormat.decode(record.value());
        return row.consumed() == 0 ? Long.MAX_VALUE : row.windowOpenedMs();
    }
}
