package dev.credence.processor.view;

import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.BodyFormat;
import dev.credence.core.body.DeletedBody;
import dev.credence.core.body.Origin;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.ledger.LedgerFormat;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Result;
import dev.credence.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Bytes and records as the processor writes them into the two compacted topics. */
final class InternalRecords {
    static final TopicCatalogue TOPICS = new TopicCatalogue("t", "app", 1);
    static final TopicPartition EVIDENCE = new TopicPartition(TOPICS.evidenceChangelog(), 0);
    static final TopicPartition BODIES = new TopicPartition(TOPICS.bodies(), 0);

    private static final long TIME = 1_760_000_000_000L;
    private static final BodyCodec CODEC = new BodyCodec(6);

    private InternalRecords() {}

    /** Evidence of so many successes. */
    static byte[] evidence(int successes) {
        Evidence evidence = new Evidence(HalfLives.DEFAULT.defaultMs());
        for (int i = 0; i < successes; i++) {
            evidence.fold(Result.SUCCESS, 1.0, TIME + i);
        }
        return new EvidenceRow(evidence, successes - 1, -1).encode();
    }

    static byte[] ledger(String source, long nextOffset) {
        return LedgerFormat.encode(new LedgerRow(
                source, "id-of-" + source, nextOffset, nextOffset, nextOffset, 0, 0, 1, 1, TIME, TIME, TIME, false));
    }

    static byte[] backlogLedger(String source, long nextOffset) {
        return LedgerFormat.encode(
                LedgerFormat.decode(ledger(source, nextOffset)).withBacklog(true));
    }

    static byte[] body(String id, String content, long offset) {
        Origin origin = new Origin(TIME + offset, 0, offset);
        return BodyFormat.encode(CODEC.encode(Pattern.ofText(id, "strategy", content), origin, TIME));
    }

    static byte[] deleted(int partition, long offset) {
        return BodyFormat.encode(new DeletedBody(new Origin(TIME + offset, partition, offset), TIME + offset));
    }

    static ConsumerRecord<byte[], byte[]> evidenceAt(long offset, String id, int successes) {
        return at(EVIDENCE, offset, id, evidence(successes));
    }

    static ConsumerRecord<byte[], byte[]> ledgerAt(long offset, String source, long nextOffset) {
        return at(EVIDENCE, offset, LedgerRow.key(source), ledger(source, nextOffset));
    }

    static ConsumerRecord<byte[], byte[]> at(TopicPartition partition, long offset, String key, byte[] value) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                TIME,
                TimestampType.LOG_APPEND_TIME,
                keyBytes.length,
                value.length,
                keyBytes,
                value,
                new RecordHeaders(),
                Optional.of(7));
    }
}
