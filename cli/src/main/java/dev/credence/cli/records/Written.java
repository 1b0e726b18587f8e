package dev.credence.cli.records;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How far partitions are written, committed or not: a consumer of what is committed is told of less. */
final class Written {
    private Written() {}

    /** @throws KafkaException if the cluster does not say */
    static Map<TopicPartition, Long> ends(Admin admin, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        partitions.forEach(partition -> question.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        try {
            admin.listOffsets(question).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking where " + partitions + " end", e);
        } catch (ExecutionException e) {
            throw new KafkaException("the cluster does not say where " + partitions + " end", e.getCause());
        }
        return ends;
    }
}
