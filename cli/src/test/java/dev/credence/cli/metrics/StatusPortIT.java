package dev.credence.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.credence.cli.config.Key;
import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.runtime.Role;
import dev.credence.cli.runtime.Roles;
import dev.credence.cli.runtime.StatusAddress;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.Fixtures;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each role alone, looked at through its status port. */
@WithKafka
final class StatusPortIT {
    private final KafkaCluster cluster;
    private final HttpClient client = HttpClient.newHttpClient();
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private final AtomicInteger port = new AtomicInteger();

    @FunctionalInterface
    private interface Starter {
        Role start(Settings settings, PrometheusMeterRegistry metrics, StatusAddress address);
    }

    @TempDir
    Path dataDir;

    StatusPortIT(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldShowAProcessorAndItsStreams() throws Exception {
        look(Roles::processor, "processor", List.of("processor"), "kafka_stream_", "credence_events_total");
    }

    @Test
    void shouldShowAViewAndItsConsumer() throws Exception {
        TopicCatalogue topics = cluster.freshTopics(1);
        try (Role processor =
                Roles.processor(settings(topics), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), null)) {
            cluster.produce(List.of(cluster.events(topics).record(Fixtures.PLAIN)));
            JsonNode info =
                    look(topics, Roles::view, "view", List.of("view"), "kafka_consumer_", "credence_freshness_seconds");
            assertThat(info.path("generation").asText()).isNotEmpty();
            assertThat(processor.failure()).isNull();
        }
    }

    @Test
    void shouldShowProcessorAndViewTogether() throws Exception {
        JsonNode info = look(
                Roles::processorAndView,
                "processor",
                List.of("processor", "view"),
                "kafka_stream_",
                "credence_view_file_bytes");
        assertThat(info.path("generation").asText()).isNotEmpty();
    }

    private JsonNode look(Starter start, String role, List<String> roles, String... metricNames) throws Exception {
        TopicCatalogue topics = cluster.freshTopics(1);
        cluster.events(topics);
        return look(topics, start, role, roles, metricNames);
    }

    /** Starts the role, waits until it is ready, looks at everything, and returns what it says of itself. */
    private JsonNode look(TopicCatalogue topics, Starter start, String role, List<String> roles, String... metricNames)
            throws Exception {
        JsonNode info;
        try (Role running = start.start(settings(topics), metrics, new StatusAddress(0, port::set))) {
            String url = "http://127.0.0.1:" + port;
            assertThat(get(url + "/livez").statusCode()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get(url + "/readyz").statusCode() == 200);
            assertThat(get(url + "/readyz").body()).contains("\"role\":\"" + role + '"');
            assertThat(get(url + "/v1/stats").statusCode()).isEqualTo(404);
            String scraped = get(url + "/metrics").body();
            assertThat(scraped).contains(metricNames).contains("jvm_memory_used_bytes", "process_uptime_seconds");
            assertThat(running.failure()).isNull();
            info = new ObjectMapper().readTree(get(url + "/info").body());
        }
        assertThat(info.path("roles")).extracting(JsonNode::asText).containsExactlyElementsOf(roles);
        assertThat(info.path("application_id").asText()).isEqualTo(topics.applicationId());
        assertThat(info.path("version").asText()).isNotEmpty();
        assertThat(info.path("uptime_ms").asLong()).isPositive();
        assertThat(metrics.getMeters())
                .as("Kafka's meters end with the role")
                .noneMatch(meter -> meter.getId().getName().startsWith("kafka."));
        return info;
    }

    private Settings settings(TopicCatalogue topics) {
        Map<Key, String> values = new EnumMap<>(Key.class);
        values.put(Key.BOOTSTRAP_SERVERS, cluster.bootstrapServers());
        values.put(Key.SCHEMA_REGISTRY_URL, cluster.registryUrl());
        values.put(Key.TOPICS_PREFIX, topics.prefix());
        values.put(Key.APPLICATION_ID, topics.applicationId());
        values.put(Key.DATA_DIR, dataDir.toString());
        Map<Key, Setting> settings = new EnumMap<>(Key.class);
        values.forEach((key, value) -> settings.put(key, new Setting(value, "test")));
        return Settings.resolve(settings, Map.of(), null, Profile.PRODUCTION);
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
