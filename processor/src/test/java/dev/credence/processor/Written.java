package dev.credence.processor;

import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.ledger.LedgerFormat;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.model.Outcome;
import dev.credence.processor.config.ProcessorConfig;
import dev.credence.testkit.KafkaCluster;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What a processor has committed to a topic: evidence by id, summed over partitions, and the ledger.
 *
 * @param ledger by source partition
 */
record Written(Map<String, Evidence> evidence, Map<TopicPartition, LedgerRow> ledger) {

    /** The last values in the evidence changelog. */
    static Written evidenceOf(KafkaCluster cluster, ProcessorConfig config) {
        Map<TopicPartition, LedgerRow> ledger = new HashMap<>();
        Map<String, EvidenceRow> rows = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record :
                cluster.consumeAll(config.topics().evidenceChangelog(), true)) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            String topic = LedgerRow.topicOfKey(key);
            if (topic == null) {
                rows.put(record.partition() + "/" + key, EvidenceRow.decode(record.value()));
            } else {
                ledger.put(new TopicPartition(topic, record.partition()), LedgerFormat.decode(record.value()));
            }
        }
        Map<String, Evidence> evidence = new TreeMap<>();
        rows.forEach((place, row) -> evidence.computeIfAbsent(
                        place.substring(place.indexOf('/') + 1),
                        id -> new Evidence(config.halfLives().of(id)))
                .merge(row.evidence()));
        return new Written(evidence, ledger);
    }

    /** The fold of these outcomes, done here. */
    static Map<String, Evidence> foldOf(Collection<Outcome> outcomes, HalfLives halfLives) {
        Map<String, Evidence> evidence = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            evidence.computeIfAbsent(outcome.patternId(), id -> new Evidence(halfLives.of(id)))
                    .fold(outcome.result(), outcome.weight(), outcome.occurredAtMs());
        }
        return evidence;
    }

    long consumed() {
        return ledger.values().stream().mapToLong(LedgerRow::consumed).sum();
    }

    long applied() {
        return ledger.values().stream().mapToLong(LedgerRow::applied).sum();
    }
}
