package dev.credence.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.credence.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Outcomes by id, counted in two places: in the log, by a plain consumer, and in the answers of the service. */
final class Counts {
    private static final int BATCH = 250;

    private Counts() {}

    /** Records by key in both confidence topics, from their start to their end now. */
    static Map<String, Long> inLog(String bootstrapServers, TopicCatalogue topics) {
        Map<String, Long> counts = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : List.of(topics.confidence(), topics.priority())) {
                consumer.partitionsFor(topic)
                        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<byte[], byte[]> event : consumer.poll(Duration.ofMillis(200))) {
                    counts.merge(new String(event.key(), StandardCharsets.US_ASCII), 1L, Long::sum);
                }
            }
        }
        return counts;
    }

    /** What the service answers for {@code ids}: successes and failures of each. */
    static Map<String, long[]> inAnswers(String url, List<String> ids) throws IOException, InterruptedException {
        ObjectMapper json = new ObjectMapper();
        HttpClient http = HttpClient.newHttpClient();
        Map<String, long[]> counts = new HashMap<>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            ObjectNode question = json.createObjectNode();
            ids.subList(from, Math.min(ids.size(), from + BATCH)).forEach(question.withArray("/ids")::add);
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url + "/v1/patterns:batchGet"))
                            .header("content-type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(question.toString()))
                            .build(),
                    BodyHandlers.ofString());
            for (JsonNode pattern : json.readTree(answer.body()).path("patterns")) {
                JsonNode confidence = pattern.path("confidence");
                counts.put(pattern.path("id").asText(), new long[] {
                    confidence.path("successes").asLong(),
                    confidence.path("failures").asLong()
                });
            }
        }
        return counts;
    }
}
