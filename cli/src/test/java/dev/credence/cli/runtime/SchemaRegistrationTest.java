package dev.credence.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.embedded.Loopback;
import dev.credence.embedded.registry.RegistryEndpoint;
import dev.credence.embedded.registry.RegistryOptions;
import dev.credence.schemas.registry.RegistryRefusedException;
import dev.credence.schemas.registry.RegistryUnavailableException;
import dev.credence.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SchemaRegistrationTest {
    private static final TopicCatalogue TOPICS = new TopicCatalogue("mine", "mine", 1);
    private static final Duration NO_PATIENCE = Duration.ZERO;

    @TempDir
    Path directory;

    @Test
    void shouldRegisterEverySubjectWhenTheyAreMissing() throws Exception {
        try (RegistryEndpoint registry = start(0)) {
            SchemaRegistration.require(settings(registry.url(), ""), TOPICS, NO_PATIENCE);

            assertThat(subjects(registry))
                    .contains("mine.patterns-value", "mine.confidence-value", "mine.confidence.priority-value");
        }
    }

    @Test
    void shouldWaitWhenTheRegistryComesLater() throws Exception {
        int port = Loopback.freePort();
        Settings settings = settings("http://127.0.0.1:" + port, "");
        CompletableFuture<Void> registered =
                CompletableFuture.runAsync(() -> SchemaRegistration.require(settings, TOPICS, Duration.ofSeconds(30)));
        await().during(Duration.ofMillis(300)).until(() -> !registered.isDone());
        try (RegistryEndpoint registry = start(port)) {
            registered.join();
            assertThat(subjects(registry)).contains("mine.patterns-value");
        }
    }

    @Test
    void shouldGiveUpWhenPatienceEnds() throws Exception {
        Settings settings = settings("http://127.0.0.1:" + Loopback.freePort(), "");

        assertThatThrownBy(() -> SchemaRegistration.require(settings, TOPICS, NO_PATIENCE))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("schema.registry.url");
        assertThatCode(() -> SchemaRegistration.attempt(settings, TOPICS)).doesNotThrowAnyException();
    }

    @Test
    void shouldSayAtOnceWhatIsAbsentWhenItMustNotRegister() throws Exception {
        try (RegistryEndpoint registry = start(0)) {
            Settings settings = settings(registry.url(), "schema.registry.auto.register.schemas=false");

            assertThatThrownBy(() -> SchemaRegistration.require(settings, TOPICS, Duration.ofMinutes(10)))
                    .isInstanceOf(RegistryRefusedException.class)
                    .hasMessageContaining("mine.patterns-value")
                    .hasMessageContaining("register PatternEvent.avsc there");
            assertThat(subjects(registry)).isEqualTo("[]");
            SchemaRegistration.require(settings(registry.url(), ""), TOPICS, NO_PATIENCE);
            SchemaRegistration.require(settings, TOPICS, NO_PATIENCE);
        }
    }

    private RegistryEndpoint start(int port) {
        return RegistryEndpoint.start(new RegistryOptions(port, directory.resolve("schemas.json")));
    }

    private Settings settings(String url, String line) throws IOException {
        Path file = Files.writeString(directory.resolve("credence.properties"), line);
        return Settings.resolve(
                Map.of(Key.SCHEMA_REGISTRY_URL, new Setting(url, "test")), Map.of(), file, Profile.PRODUCTION);
    }

    private static String subjects(RegistryEndpoint registry) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(registry.url() + "/subjects"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
