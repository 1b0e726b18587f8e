package dev.credence.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything in this process, at home in places that are not the usual ones. */
@WithKafka
class UpIT {
    private final KafkaCluster cluster;
    private final TopicCatalogue topics;

    @TempDir
    private Path directory;

    UpIT(KafkaCluster cluster) {
        this.cluster = cluster;
        this.topics = cluster.freshTopics(1);
    }

    @Test
    void shouldServeWithoutARunFileWhenItCannotLeaveOne() throws Exception {
        Path notADirectory = Files.createFile(directory.resolve("home"));
        List<String> told = new ArrayList<>();

        try (Up up = Up.start(settings(Map.of()), null, told::add, notADirectory.resolve("state"))) {
            assertThat(alive(up.url())).isEqualTo(200);
        }

        assertThat(told)
                .filteredOn(line -> line.startsWith("cannot write the run file in " + notADirectory))
                .singleElement()
                .asString()
                .contains("XDG_STATE_HOME", "--url");
        assertThat(told).last().asString().startsWith("ready after");
    }

    @Test
    void shouldNameAUrlThatIsOneWhenItListensOnAnIpv6Address() throws Exception {
        try (Up up = Up.start(settings(Map.of(Key.HTTP_HOST, "::1")), null, line -> {}, directory)) {
            assertThat(up.url()).startsWith("http://[::1]:");
            assertThat(alive(up.url())).isEqualTo(200);
        }
    }

    private static int alive(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url + "/livez")).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private Settings settings(Map<Key, String> more) {
        Map<Key, String> values = new EnumMap<>(Map.of(
                Key.BOOTSTRAP_SERVERS, cluster.bootstrapServers(),
                Key.SCHEMA_REGISTRY_URL, cluster.registryUrl(),
                Key.TOPICS_PREFIX, topics.prefix(),
                Key.APPLICATION_ID, topics.applicationId(),
                Key.DATA_DIR, directory.resolve("data").toString(),
                Key.HTTP_PORT, "0"));
        values.putAll(more);
        Map<Key, Setting> flags = new EnumMap<>(Key.class);
        values.forEach((key, value) -> flags.put(key, new Setting(value, "test")));
        return Settings.resolve(flags, Map.of(), null, Profile.PRODUCTION);
    }
}
