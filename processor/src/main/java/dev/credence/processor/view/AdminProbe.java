package dev.credence.processor.view;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Asks through an admin client, which it owns. Thread-safe. */
final class AdminProbe implements TopicProbe {
    private static final ListOffsetsOptions DECIDED = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Admin admin;
    private final List<String> topics;

    AdminProbe(Admin admin, Collection<String> topics) {
        this.admin = admin;
        this.topics = List.copyOf(topics);
    }

    @Override
    public CompletableFuture<LogSnapshot> ask() {
        return described().thenCompose(found -> {
            LogSnapshot bare = new LogSnapshot(found, Map.of(), Map.of(), Long.MAX_VALUE);
            List<TopicPartition> partitions = bare.partitions();
            CompletableFuture<Map<TopicPartition, Long>> starts = offsets(partitions, OffsetSpec.earliest());
            CompletableFuture<Map<TopicPartition, Long>> ends = offsets(partitions, OffsetSpec.latest());
            return starts.thenCombine(ends, (first, last) -> new LogSnapshot(found, first, last, Long.MAX_VALUE))
                    .thenCombine(deleteRetentionMs(), LogSnapshot::withDeleteRetentionMs);
        });
    }

    @Override
    public void close() {
        admin.close(CLOSE);
    }

    private CompletableFuture<Map<String, LogSnapshot.Topic>> described() {
        return admin.describeTopics(topics)
                .allTopicNames()
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(found ->
                        found.values().stream().collect(Collectors.toMap(TopicDescription::name, AdminProbe::topic)));
    }

    private static LogSnapshot.Topic topic(TopicDescription found) {
        return new LogSnapshot.Topic(
                found.topicId().toString(), found.partitions().size());
    }

    private CompletableFuture<Map<TopicPartition, Long>> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, spec));
        return admin.listOffsets(wanted, DECIDED)
                .all()
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(found -> found.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> offset(entry.getValue()))));
    }

    private static long offset(ListOffsetsResultInfo found) {
        return found.offset();
    }

    private CompletableFuture<Long> deleteRetentionMs() {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        return admin.describeConfigs(resources)
                .all()
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(found -> found.values().stream()
                        .mapToLong(AdminProbe::deleteRetentionMs)
                        .min()
                        .orElse(Long.MAX_VALUE));
    }

    private static long deleteRetentionMs(Config config) {
        ConfigEntry entry = config.get(TopicConfig.DELETE_RETENTION_MS_CONFIG);
        return entry == null || entry.value() == null ? Long.MAX_VALUE : Long.parseLong(entry.value());
    }
}
