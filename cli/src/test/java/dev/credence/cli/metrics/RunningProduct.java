package dev.credence.cli.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.credence.cli.config.Key;
import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.runtime.Up;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.KafkaCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** All roles on the tests' cluster, in topics of their own, and a client of what they serve. */
public final class RunningProduct implements AutoCloseable {
    static final int PARTITIONS = 2;

    private static final ObjectMapper JSON = new ObjectMapper();

    public final TopicCatalogue topics;
    private final Up up;
    private final HttpClient client = HttpClient.newHttpClient();

    public RunningProduct(KafkaCluster cluster, Path dataDir, Map<Key, String> more) {
        topics = new TopicCatalogue(cluster.freshPrefix(), cluster.freshPrefix(), PARTITIONS);
        Map<Key, String> values = new EnumMap<>(Key.class);
        values.put(Key.BOOTSTRAP_SERVERS, cluster.bootstrapServers());
        values.put(Key.SCHEMA_REGISTRY_URL, cluster.registryUrl());
        values.put(Key.TOPICS_PREFIX, topics.prefix());
        values.put(Key.APPLICATION_ID, topics.applicationId());
        values.put(Key.TOPICS_PARTITIONS, Integer.toString(PARTITIONS));
        values.put(Key.DATA_DIR, dataDir.toString());
        values.put(Key.HTTP_PORT, "0");
        values.putAll(more);
        Map<Key, Setting> settings = new EnumMap<>(Key.class);
        values.forEach((key, value) -> settings.put(key, new Setting(value, "test")));
        up = Up.start(Settings.resolve(settings, Map.of(), null, Profile.PRODUCTION), null, line -> {});
    }

    public String url() {
        return up.url();
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String json, String... headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public JsonNode json(String path) {
        try {
            return JSON.readTree(get(path).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Scrape scrape() {
        return Scrape.of(get("/metrics").body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(up.url() + path)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        up.close();
    }
}
