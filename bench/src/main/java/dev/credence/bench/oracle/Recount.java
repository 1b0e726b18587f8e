package dev.credence.bench.oracle;

import dev.credence.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The log from its start, counted and summed once more. Records of a partition come in their order. One thread. */
public final class Recount {
    private final TopicCatalogue topics;
    private final ToLongFunction<String> halfLifeMs;
    private final EventReader outcomes;
    private final EventReader patterns;
    private final Growth growth = new Growth();
    private final Map<TopicPartition, SourceTally> tallies = new HashMap<>();
    private final Map<Integer, Map<String, Share>> shares = new TreeMap<>();
    private final Map<String, ExactEvidence> whole = new HashMap<>();
    private final Map<String, NewestBody> bodies = new HashMap<>();

    /** @param halfLifeMs the half-life of an id, in milliseconds */
    public Recount(TopicCatalogue topics, WriterSchemas schemas, ToLongFunction<String> halfLifeMs) {
        this.topics = topics;
        this.halfLifeMs = halfLifeMs;
        this.outcomes = EventReader.ofOutcomes(schemas);
        this.patterns = EventReader.ofPatterns(schemas);
    }

    public void add(ConsumerRecord<byte[], byte[]> record) {
        SourceTally tally = tallies.computeIfAbsent(
                new TopicPartition(record.topic(), record.partition()), none -> new SourceTally());
        boolean applied = record.topic().equals(topics.patterns()) ? addPattern(record) : addOutcome(record);
        if (applied) {
            tally.applied(record.offset());
        } else {
            tally.refused(record.offset());
        }
    }

    /** Records added. */
    public long records() {
        return tallies.values().stream()
                .mapToLong(tally -> tally.applied() + tally.refused().size())
                .sum();
    }

    /** Successes and failures of {@code id} over all partitions. */
    public long[] counts(String id) {
        ExactEvidence evidence = whole.get(id);
        return evidence == null ? new long[2] : new long[] {evidence.successes(), evidence.failures()};
    }

    Map<TopicPartition, SourceTally> tallies() {
        return tallies;
    }

    /** By partition and id. */
    Map<Integer, Map<String, Share>> shares() {
        return shares;
    }

    /** Over all partitions. */
    ExactEvidence evidence(String id) {
        return whole.computeIfAbsent(id, this::nothing);
    }

    Map<String, NewestBody> bodies() {
        return bodies;
    }

    private boolean addOutcome(ConsumerRecord<byte[], byte[]> record) {
        GenericRecord event = event(outcomes, record);
        if (event == null || !Acceptance.ofOutcome(record.key(), event, record.timestamp())) {
            return false;
        }
        String id = id(record);
        boolean success = event.get("outcome").toString().equals("SUCCESS");
        double weight = (Double) event.get("weight");
        long occurredAtMs = (Long) event.get("occurred_at");
        shares.computeIfAbsent(record.partition(), none -> new HashMap<>())
                .computeIfAbsent(id, none -> new Share(nothing(id)))
                .add(
                        success,
                        weight,
                        occurredAtMs,
                        record.offset(),
                        record.topic().equals(topics.priority()));
        evidence(id).add(success, weight, occurredAtMs);
        return true;
    }

    private boolean addPattern(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            boolean deletion = record.key() != null && Acceptance.isName(id(record));
            if (deletion) {
                bodies.merge(id(record), body(record, null, null), NewestBody::newer);
            }
            return deletion;
        }
        GenericRecord event = event(patterns, record);
        if (event == null || !Acceptance.ofPattern(record.key(), event)) {
            return false;
        }
        NewestBody body = body(record, EventReader.text(event.get("content")), (GenericRecord) event.get("prior"));
        bodies.merge(id(record), body, NewestBody::newer);
        return true;
    }

    private static @Nullable GenericRecord event(EventReader reader, ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null || record.value() == null ? null : reader.read(record.value());
    }

    private static NewestBody body(
            ConsumerRecord<byte[], byte[]> record, @Nullable String content, @Nullable GenericRecord prior) {
        return new NewestBody(
                record.timestamp(),
                record.partition(),
                record.offset(),
                content,
                prior == null ? 0.5 : (Double) prior.get("mean"),
                prior == null ? 2.0 : (Double) prior.get("strength"));
    }

    private ExactEvidence nothing(String id) {
        return new ExactEvidence(growth, halfLifeMs.applyAsLong(id));
    }

    private static String id(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.ISO_8859_1);
    }
}
