package dev.credence.processor.replay;

import dev.credence.core.body.BodyCodec;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Result;
import dev.credence.processor.judge.BodyEncoder;
import dev.credence.processor.judge.PatientDecoder;
import dev.credence.processor.judge.RecordJudge;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.EventDecoder;
import dev.credence.schemas.wire.EventEncoder;
import dev.credence.schemas.wire.EventSchemas;
import dev.credence.schemas.wire.SchemaLookup;
import dev.credence.testkit.Fixtures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** A log of two partitions in memory, and its folds. */
final class SyntheticLog {
    static final TopicCatalogue TOPICS = new TopicCatalogue("credence", "credence", 2);

    private static final EventEncoder ENCODER = new EventEncoder(1, 2, 2);
    private static final SchemaLookup SCHEMAS = id -> id == 1 ? EventSchemas.pattern() : EventSchemas.confidence();

    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    SyntheticLog() {
        for (String topic : TOPICS.sources()) {
            ends.put(new TopicPartition(topic, 0), 0L);
            ends.put(new TopicPartition(topic, 1), 0L);
        }
    }

    SyntheticLog outcome(String id, int partition, Result result) {
        Outcome outcome = Outcome.of(id, result, Fixtures.T0 + records.size());
        return add(TOPICS.confidence(), partition, id, ENCODER.encode(outcome));
    }

    SyntheticLog pattern(Pattern pattern, int partition) {
        return add(TOPICS.patterns(), partition, pattern.id(), ENCODER.encode(pattern));
    }

    SyntheticLog deletion(String id, int partition) {
        return add(TOPICS.patterns(), partition, id, null);
    }

    SyntheticLog poison(String id, int partition) {
        return add(TOPICS.confidence(), partition, id, new byte[] {1, 2, 3});
    }

    ConsumerRecord<byte[], byte[]> first() {
        return records.get(0);
    }

    LogRange range() {
        Map<TopicPartition, Long> starts = new HashMap<>(ends);
        starts.replaceAll((partition, end) -> 0L);
        return new LogRange(starts, starts, ends);
    }

    /** The same log after retention has taken the records of a partition before {@code start}. */
    LogRange rangeFrom(TopicPartition partition, long start) {
        Map<TopicPartition, Long> starts = new HashMap<>(range().logStarts());
        starts.put(partition, start);
        return new LogRange(starts, starts, ends);
    }

    LogFold fold(LogRange range) {
        RecordJudge judge = new RecordJudge(
                new PatientDecoder(new EventDecoder(SCHEMAS), new CountDownLatch(1), Duration.ofSeconds(1)));
        LogFold fold = new LogFold(TOPICS, HalfLives.DEFAULT, judge, new BodyEncoder(new BodyCodec(6)));
        for (ConsumerRecord<byte[], byte[]> record : records) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (record.offset() >= range.begin(partition) && record.offset() < range.end(partition)) {
                fold.add(record);
            }
        }
        return fold;
    }

    @SuppressWarnings("NullAway") // Kafka's tombstone is a null value
    private SyntheticLog add(String topic, int partition, String id, byte @Nullable [] value) {
        long offset = ends.merge(new TopicPartition(topic, partition), 1L, Long::sum) - 1;
        records.add(new ConsumerRecord<>(
                topic,
                partition,
                offset,
                Fixtures.T0 + 1_000_000 + records.size(),
                TimestampType.LOG_APPEND_TIME,
                id.length(),
                value == null ? -1 : value.length,
                id.getBytes(StandardCharsets.UTF_8),
                value,
                new RecordHeaders(),
                Optional.empty()));
        return this;
    }
}
