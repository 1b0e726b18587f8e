package dev.credence.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.config.SettingsException;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Result;
import dev.credence.schemas.topic.TopicCatalogue;
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

/** Roles without data of their own to serve, asked how they are. */
@WithKafka
class StatusAddressIT {
    private final KafkaCluster cluster;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger port = new AtomicInteger();

    @TempDir
    Path data;

    StatusAddressIT(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldShowTheFiguresOfProcessorAndViewWhenAskedForAPort() throws Exception {
        TopicCatalogue topics = cluster.freshTopics(2);
        try (Role role = start(settings(topics, "127.0.0.1"))) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(get("/readyz").body()).contains("\"role\":\"processor\""));
            cluster.produce(List.of(cluster.events(topics).record(Outcome.of("p1", Result.SUCCESS, 1_000))));

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(get("/metrics").body())
                            .contains(
                                    "credence_events_total{fate=\"applied\",topic=\"" + topics.confidence() + "\"} 1.0")
                            .contains("credence_view_behind_records"));
            assertThat(get("/livez").statusCode()).isEqualTo(200);
            assertThat(get("/info").body()).contains(topics.prefix());
            assertThat(role.failure()).isNull();
        }
    }

    @Test
    void shouldNotShowThemToStrangersUnlessToldTo() {
        assertThatThrownBy(() -> start(settings(cluster.freshTopics(1), "0.0.0.0")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("http.host is 0.0.0.0");
    }

    private Role start(Settings settings) {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        return Roles.processorAndView(settings, metrics, new StatusAddress(0, port::set));
    }

    private Settings settings(TopicCatalogue topics, String host) {
        Map<Key, Setting> flags = new EnumMap<>(Key.class);
        Map.of(
                        Key.BOOTSTRAP_SERVERS, cluster.bootstrapServers(),
                        Key.SCHEMA_REGISTRY_URL, cluster.registryUrl(),
                        Key.TOPICS_PREFIX, topics.prefix(),
                        Key.APPLICATION_ID, topics.applicationId(),
                        Key.DATA_DIR, data.toString(),
                        Key.HTTP_HOST, host)
                .forEach((key, value) -> flags.put(key, new Setting(value, "test")));
        return Settings.resolve(flags, Map.of(), null, Profile.PRODUCTION);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
