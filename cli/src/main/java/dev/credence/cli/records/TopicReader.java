package dev.credence.cli.records;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reads records as a plan says, and hands them on one by one. Joins no group and commits nothing. */
public final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;

    /** @param consumer stays the caller's to close; its assignment is this reader's */
    public TopicReader(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** What is done with each record. */
    @FunctionalInterface
    public interface Visitor {
        /** @return whether to go on */
        boolean visit(ConsumerRecord<byte[], byte[]> record);
    }

    /**
     * Reads until the plan is fulfilled or {@code visitor} has enough.
     *
     * @return how many records it was shown
     * @throws NoSuchTopicException if topic or partition does not exist
     */
    public long read(ReadPlan plan, Visitor visitor) {
        List<TopicPartition> partitions = partitions(plan);
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        seek(plan, partitions);
        long shown = 0;
        while (shown < plan.most() && (plan.follow() || !reached(ends))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (!plan.follow() && record.offset() >= ends.getOrDefault(partition(record), 0L)) {
                    continue; // came after the reading began
                }
                shown++;
                if (!visitor.visit(record) || shown == plan.most()) {
                    return shown;
                }
            }
        }
        return shown;
    }

    /**
     * Reads all that was written to {@code topic} until now, by whomever: what stands behind a transaction that is open is
     * waited for. Without that a reader of what is committed ends before it, and does not know what it has not seen.
     *
     * @param admin asked where the partitions end
     * @throws OpenTransactionException if nothing comes for {@code patience}
     */
    void readWritten(String topic, Admin admin, Duration patience, Visitor visitor) {
        List<TopicPartition> partitions = partitions(ReadPlan.all(topic));
        Map<TopicPartition, Long> ends = Written.ends(admin, partitions);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        long heardNanos = System.nanoTime();
        while (!reached(ends)) {
            long before = behind(ends.keySet());
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < ends.getOrDefault(partition(record), 0L) && !visitor.visit(record)) {
                    return;
                }
            }
            long now = System.nanoTime();
            if (behind(ends.keySet()) > before) {
                heardNanos = now;
            } else if (now - heardNanos > patience.toNanos()) {
                throw new OpenTransactionException(unread(ends), patience);
            }
        }
    }

    private long behind(Collection<TopicPartition> partitions) {
        return partitions.stream().mapToLong(consumer::position).sum();
    }

    /** Such as {@code credence.dead-letter-0 at 17}. */
    private String unread(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .filter(end -> consumer.position(end.getKey()) < end.getValue())
                .map(end -> end.getKey() + " at " + consumer.position(end.getKey()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private List<TopicPartition> partitions(ReadPlan plan) {
        List<PartitionInfo> found = consumer.partitionsFor(plan.topic());
        if (found == null || found.isEmpty()) {
            throw new NoSuchTopicException("there is no topic " + plan.topic()
                    + "; 'credence topics describe' lists those of this installation");
        }
        Integer wanted = plan.partition();
        List<TopicPartition> partitions = found.stream()
                .filter(partition -> wanted == null || partition.partition() == wanted)
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .collect(Collectors.toList());
        if (partitions.isEmpty()) {
            throw new NoSuchTopicException("topic " + plan.topic() + " has no partition " + wanted
                    + "; its partitions are 0 to " + (found.size() - 1));
        }
        return partitions;
    }

    /** An offset outside the log is moved to its nearer end: what was deleted cannot be shown. */
    private void seek(ReadPlan plan, List<TopicPartition> partitions) {
        if (plan.offset() == ReadPlan.END) {
            consumer.seekToEnd(partitions);
        } else if (plan.offset() == ReadPlan.BEGINNING) {
            consumer.seekToBeginning(partitions);
        } else {
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            partitions.forEach(
                    partition -> consumer.seek(partition, Math.max(plan.offset(), begins.getOrDefault(partition, 0L))));
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
