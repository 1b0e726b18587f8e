package dev.credence.cli.doctor;

import dev.credence.cli.records.ReadPlan;
import dev.credence.cli.records.TopicReader;
import dev.credence.core.ledger.LedgerFormat;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.schemas.topic.TopicState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Whether the group's offsets, the ledger and the topics belong together. */
final class OffsetsCheck implements Check {
    @Override
    public String name() {
        return "offsets";
    }

    @Override
    public List<Finding> look(Patient patient) {
        if (!patient.brokerAnswers()) {
            return List.of(Finding.skip(name(), "no broker answers"));
        }
        String group = patient.catalogue().applicationId();
        Map<TopicPartition, OffsetAndMetadata> committed =
                patient.ask(patient.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, LedgerRow> ledger = ledger(patient);
        List<Finding> findings = new ArrayList<>();
        ledger.forEach((source, row) -> {
            TopicState state = patient.topics().get(source.topic());
            if (state != null && !state.id().toString().equals(row.topicId())) {
                findings.add(recreated(source, group));
            }
        });
        long missing = ledger.keySet().stream()
                .filter(source -> committed.get(source) == null)
                .count();
        if (missing > 0) {
            findings.add(Finding.warn(
                    name(),
                    "the offsets of group " + group + " are gone for " + missing + " of " + ledger.size()
                            + " partitions that its ledger knows: they expired, or were deleted",
                    "start the processor: it goes on at the ledger's and counts nothing twice; against the next time"
                            + " set the brokers' offsets.retention.minutes above the longest standstill"));
        }
        deleted(patient, read(committed, ledger), findings);
        if (findings.isEmpty()) {
            findings.add(Finding.ok(
                    name(),
                    committed.isEmpty()
                            ? "group " + group + " has not read anything yet"
                            : "group " + group + " has offsets for " + committed.size() + " partitions"));
        }
        return findings.stream().distinct().toList();
    }

    private Finding recreated(TopicPartition source, String group) {
        return Finding.fail(
                name(),
                "topic " + source.topic() + " was deleted and created again since it was read: its offsets mean other"
                        + " records now, and the processor will not start",
                "delete the dead-letter topic, whose letters name offsets of the old one; then begin anew under another"
                        + " application.id, or delete, too, the topics " + group + "-*, the bodies topic, the group "
                        + group + " and DATA/streams");
    }

    /** How far each partition has been read: as its ledger says or the group's offset, whichever is further. */
    private static Map<TopicPartition, Long> read(
            Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, LedgerRow> ledger) {
        Map<TopicPartition, Long> read = new HashMap<>();
        ledger.forEach((source, row) -> read.put(source, row.nextOffset()));
        committed.forEach((source, at) -> read.merge(source, at.offset(), Math::max));
        return read;
    }

    private void deleted(Patient patient, Map<TopicPartition, Long> read, List<Finding> findings) {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        read.keySet().stream()
                .filter(source -> exists(source, patient))
                .forEach(source -> question.put(source, OffsetSpec.earliest()));
        patient.ask(patient.admin().listOffsets(question).all()).forEach((source, begin) -> {
            Long at = read.get(source);
            if (at != null && at < begin.offset()) {
                findings.add(Finding.fail(
                        name(),
                        source + " begins at " + begin.offset() + ", but only " + at
                                + " has been read: retention deleted what lies between",
                        "the records are lost; give the topic a longer retention.ms, and set the group's offset"
                                + " forward (kafka-consumer-groups.sh --reset-offsets) to go on without them"));
            }
        });
    }

    private static boolean exists(TopicPartition source, Patient patient) {
        TopicState state = patient.topics().get(source.topic());
        return state != null && source.partition() < state.partitions();
    }

    /** From the two compacted topics, which is where the processor itself would look. */
    private static Map<TopicPartition, LedgerRow> ledger(Patient patient) {
        Map<TopicPartition, LedgerRow> ledger = new HashMap<>();
        try (Consumer<byte[], byte[]> consumer = patient.cluster().consumer()) {
            for (String topic :
                    List.of(patient.catalogue().bodies(), patient.catalogue().evidenceChangelog())) {
                if (patient.topics().containsKey(topic)) {
                    new TopicReader(consumer).read(ReadPlan.all(topic), record -> {
                        String source = record.key() == null
                                ? null
                                : LedgerRow.topicOfKey(new String(record.key(), StandardCharsets.UTF_8));
                        if (source != null && record.value() != null) {
                            ledger.put(
                                    new TopicPartition(source, record.partition()),
                                    LedgerFormat.decode(record.value()));
                        }
                        return true;
                    });
                }
            }
        }
        return ledger;
    }
}
