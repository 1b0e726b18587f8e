package dev.credence.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.config.SettingsException;
import dev.credence.ingest.publish.PublishException;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@WithKafka
class IngestRoleIT {
    private final KafkaCluster cluster;
    private final HttpClient client = HttpClient.newHttpClient();

    IngestRoleIT(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldWriteToKafkaAndSayHowItIs() throws Exception {
        TopicCatalogue topics = cluster.freshTopics(2);
        AtomicInteger port = new AtomicInteger();
        try (Role role = start(settings(topics.prefix(), Map.of(Key.HTTP_PORT, "0")), port)) {
            String url = "http://127.0.0.1:" + port;
            HttpResponse<String> written = client.send(
                    HttpRequest.newBuilder(URI.create(url + "/v1/confidence"))
                            .header("content-type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"pattern_id\":\"p1\",\"outcome\":\"success\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(written.statusCode()).isEqualTo(202);
            assertThat(cluster.consumeAll(topics.confidence(), true)).hasSize(1);
            assertThat(get(url + "/livez").statusCode()).isEqualTo(200);
            assertThat(get(url + "/readyz").body()).contains("\"status\":\"ready\"");
            assertThat(get(url + "/info").body()).contains("\"role\":\"ingest\"", topics.prefix());
            assertThat(get(url + "/metrics").body())
                    .contains("credence_http_requests_total{route=\"/v1/confidence\",status=\"202\"} 1.0");
            assertThat(role.failure()).isNull();
        }
    }

    @Test
    void shouldNotStartWithoutTopics() {
        String prefix = cluster.freshPrefix();

        assertThatThrownBy(() -> start(settings(prefix, Map.of(Key.HTTP_PORT, "0")), new AtomicInteger()))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining(prefix + ".patterns")
                .hasMessageContaining("topics create");
    }

    @Test
    void shouldNotListenWhereStrangersCanWrite() {
        assertThatThrownBy(() ->
                        start(settings(cluster.freshPrefix(), Map.of(Key.HTTP_HOST, "0.0.0.0")), new AtomicInteger()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("http.host is 0.0.0.0");
    }

    private static Role start(Settings settings, AtomicInteger port) {
        return Roles.ingest(settings, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), port::set);
    }

    private Settings settings(String prefix, Map<Key, String> others) {
        Map<Key, Setting> flags = new EnumMap<>(Key.class);
        others.forEach((key, value) -> flags.put(key, new Setting(value, "test")));
        flags.put(Key.BOOTSTRAP_SERVERS, new Setting(cluster.bootstrapServers(), "test"));
        flags.put(Key.SCHEMA_REGISTRY_URL, new Setting(cluster.registryUrl(), "test"));
        flags.put(Key.TOPICS_PREFIX, new Setting(prefix, "test"));
        return Settings.resolve(flags, Map.of(), null, Profile.PRODUCTION);
    }

    private HttpResponse<String> get(String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
