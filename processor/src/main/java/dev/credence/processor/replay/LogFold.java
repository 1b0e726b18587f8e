package dev.credence.processor.replay;

import dev.credence.core.body.BodyRecord;
import dev.credence.core.body.DeletedBody;
import dev.credence.core.body.Origin;
import dev.credence.core.codec.Effort;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.rules.Refusal;
import dev.credence.processor.judge.BodyEncoder;
import dev.credence.processor.judge.RecordJudge;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What a processor would have made of the records that it is shown, in memory: the same judgement, the same sums, none of
 * Streams. Confined to one thread.
 */
public final class LogFold {
    private final TopicCatalogue topics;
    private final HalfLives halfLives;
    private final RecordJudge judge;
    private final BodyEncoder encoder;
    private final Map<Integer, PartitionFold> partitions = new TreeMap<>();
    private final Map<TopicPartition, Tally> tallies = new HashMap<>();

    public LogFold(TopicCatalogue topics, HalfLives halfLives, RecordJudge judge, BodyEncoder encoder) {
        this.topics = topics;
        this.halfLives = halfLives;
        this.judge = judge;
        this.encoder = encoder;
    }

    /** Takes the next record of its partition. */
    public void add(ConsumerRecord<byte[], byte[]> record) {
        Tally tally = tally(new TopicPartition(record.topic(), record.partition()));
        long appendMs = Math.max(0, record.timestamp());
        boolean applied =
                record.topic().equals(topics.patterns()) ? addPattern(record, appendMs) : addOutcome(record, appendMs);
        if (applied) {
            tally.applied(appendMs);
        } else {
            tally.deadLettered(appendMs);
        }
    }

    /** Takes the next record of its partition, which was refused when its turn came, whatever would be said of it now. */
    public void addRefused(ConsumerRecord<byte[], byte[]> record) {
        tally(new TopicPartition(record.topic(), record.partition())).deadLettered(Math.max(0, record.timestamp()));
    }

    /** By partition number. */
    Map<Integer, PartitionFold> partitions() {
        return partitions;
    }

    Tally tally(TopicPartition source) {
        return tallies.computeIfAbsent(source, none -> new Tally());
    }

    /** Records that were added. */
    public long events() {
        return tallies.values().stream()
                .mapToLong(tally -> tally.applied() + tally.deadLettered())
                .sum();
    }

    private boolean addOutcome(ConsumerRecord<byte[], byte[]> record, long appendMs) {
        Decoded<Outcome> decoded = judge.outcome(record.key(), record.value(), appendMs);
        if (decoded instanceof Decoded.Event<Outcome> event) {
            of(record).fold(event.value(), record.offset(), record.topic().equals(topics.priority()));
            return true;
        }
        return false;
    }

    private boolean addPattern(ConsumerRecord<byte[], byte[]> record, long appendMs) {
        PartitionFold partition = of(record);
        Origin origin = new Origin(appendMs, record.partition(), record.offset());
        if (record.value() == null) {
            Refusal refusal = RecordJudge.deletion(record.key());
            if (refusal == null) {
                String id = new String(record.key(), StandardCharsets.UTF_8);
                partition.put(id, new DeletedBody(origin, partition.createdAtMs(id, appendMs)));
            }
            return refusal == null;
        }
        Decoded<Pattern> decoded = judge.pattern(record.key(), record.value());
        if (decoded instanceof Decoded.Event<Pattern> event) {
            String id = event.value().id();
            Decoded<BodyRecord> body = encoder.encode(
                    event.value(), origin, partition.createdAtMs(id, appendMs), record.key().length, Effort.FULL);
            if (body instanceof Decoded.Event<BodyRecord> stored) {
                partition.put(id, stored.value());
                return true;
            }
        }
        return false;
    }

    private PartitionFold of(ConsumerRecord<byte[], byte[]> record) {
        return partitions.computeIfAbsent(record.partition(), number -> new PartitionFold(halfLives));
    }
}
