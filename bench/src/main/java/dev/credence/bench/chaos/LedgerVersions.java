package dev.credence.bench.chaos;

import dev.credence.bench.oracle.CommittedLog;
import dev.credence.core.ledger.LedgerFormat;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Every ledger row that was ever committed, as far as compaction has left it: each must add up. One thread. */
final class LedgerVersions {
    private final Map<TopicPartition, LedgerRow> last = new HashMap<>();
    private long rows;
    private long wrong;

    /** Reads the changelogs of both paths. */
    static LedgerVersions read(String bootstrapServers, TopicCatalogue topics) {
        LedgerVersions versions = new LedgerVersions();
        CommittedLog.read(
                bootstrapServers, List.of(topics.evidenceChangelog(), topics.patternStoreChangelog()), versions::add);
        return versions;
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        String topic = LedgerRow.topicOfKey(new String(record.key(), StandardCharsets.UTF_8));
        if (topic == null) {
            return;
        }
        LedgerRow row = LedgerFormat.decode(record.value());
        LedgerRow before = last.put(new TopicPartition(topic, record.partition()), row);
        rows++;
        if (row.consumed() != row.applied() + row.duplicate() + row.deadLettered()
                || row.consumed() - row.duplicate() > row.nextOffset()
                || (before != null && (row.consumed() < before.consumed() || row.nextOffset() < before.nextOffset()))) {
            wrong++;
        }
    }

    /** How many rows there are. */
    long rows() {
        return rows;
    }

    /** Of them, those that do not add up, or fall behind the one before. */
    long wrong() {
        return wrong;
    }
}
