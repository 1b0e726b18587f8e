package dev.credence.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Up;
import dev.credence.client.ClientConfig;
import dev.credence.client.CredenceClient;
import dev.credence.client.CredenceException;
import dev.credence.client.KnownPattern;
import dev.credence.client.LocalConfig;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.ingest.publish.Receipt;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.Fixtures;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both forms of the client: over HTTP, and in the process through caches over the view. */
@WithKafka
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredenceClientIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaCluster cluster;
    private final TopicCatalogue topics;
    private Settings settings = Settings.resolve(Map.of(), Map.of(), null, Profile.PRODUCTION);
    private Up up;

    private enum Form {
        HTTP,
        IN_PROCESS
    }

    CredenceClientIT(KafkaCluster cluster) {
        this.cluster = cluster;
        this.topics = cluster.freshTopics(2);
    }

    @BeforeAll
    void start(@TempDir Path scratch) {
        Map<Key, Setting> flags = new EnumMap<>(Key.class);
        flags.put(Key.BOOTSTRAP_SERVERS, new Setting(cluster.bootstrapServers(), "test"));
        flags.put(Key.SCHEMA_REGISTRY_URL, new Setting(cluster.registryUrl(), "test"));
        flags.put(Key.TOPICS_PREFIX, new Setting(topics.prefix(), "test"));
        flags.put(Key.APPLICATION_ID, new Setting(topics.applicationId(), "test"));
        flags.put(Key.DATA_DIR, new Setting(scratch.resolve("data").toString(), "test"));
        flags.put(Key.HTTP_PORT, new Setting("0", "test"));
        settings = Settings.resolve(flags, Map.of(), null, Profile.PRODUCTION);
        up = Up.start(settings, null, line -> {});
    }

    @AfterAll
    void stop() {
        up.close();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("smoke")
    void shouldReadWhatItWroteEachTime(Form form) {
        try (CredenceClient client = client(form)) {
            String id = "own:" + form;
            for (int i = 1; i <= 10; i++) {
                CompletionStage<Receipt> stored = client.storePattern(id, "recipe", "text " + i);
                client.updateConfidence(id, i % 3 == 0 ? Result.FAILURE : Result.SUCCESS);

                KnownPattern known = client.getPattern(id).orElseThrow();

                assertThat(stored).isCompleted();
                assertThat(known.pattern().content()).isEqualTo("text " + i);
                assertThat(known.usageCount()).isEqualTo(i);
            }
            assertThat(client.getPattern(id).orElseThrow().failures()).isEqualTo(3);
            client.deletePattern(id);
            assertThat(client.getPattern(id)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldShowManyAtOnceAndTheBestFirst(Form form) {
        try (CredenceClient client = client(form)) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                String id = "many:" + form + ":" + i;
                ids.add(id);
                client.storePattern(id, "type-" + form, "content " + i);
                for (int n = 0; n < i; n++) {
                    client.updateConfidence(id, Result.SUCCESS);
                }
            }

            assertThat(client.flush(PATIENCE)).isTrue();

            ids.add(7, "many:nobody");
            Map<String, KnownPattern> known = client.getPatterns(ids);
            ids.remove("many:nobody");
            assertThat(known.keySet()).containsExactlyElementsOf(ids);
            assertThat(Objects.requireNonNull(known.get(ids.get(29))).successes())
                    .isEqualTo(29);
            assertThat(client.top("type-" + form, 3).stream().map(KnownPattern::id))
                    .containsExactly(ids.get(29), ids.get(28), ids.get(27));
            assertThat(client.top(5)).hasSize(5);
            assertThat(client.report().acked()).isEqualTo(30 + 29 * 30 / 2);
            assertThat(client.report().failed()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepEveryPartOfAPattern(Form form) {
        try (CredenceClient client = client(form)) {
            client.storePattern(Fixtures.FULL);
            client.updateConfidence(new Outcome(
                    Fixtures.FULL.id(), Result.SUCCESS, 2.5, Fixtures.T0, "e1", "agent-7", Priority.CRITICAL));

            Pattern read = client.getPattern(Fixtures.FULL.id()).orElseThrow().pattern();

            assertThat(read.content()).isEqualTo(Fixtures.FULL.content());
            assertThat(read.metadata()).isEqualTo(Fixtures.FULL.metadata());
            assertThat(read.embedding()).isNotNull();
            assertThat(read.trajectory()).isEqualTo(Fixtures.FULL.trajectory());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellOfEachRefusedWriteAndOfAllAtTheFlush(Form form) {
        try (CredenceClient client = client(form)) {
            CompletionStage<Receipt> good = client.updateConfidence("p1", Result.SUCCESS);
            CompletionStage<Receipt> bad = client.updateConfidence(
                    new Outcome("p1", Result.SUCCESS, -1, Fixtures.T0, null, null, Priority.MEDIUM));

            assertThatThrownBy(client::flush)
                    .isInstanceOf(CredenceException.class)
                    .hasMessageContaining("1 writes were not stored");

            assertThat(good).isCompleted();
            assertThat(bad).isCompletedExceptionally();
            assertThatThrownBy(bad.toCompletableFuture()::join).hasMessageContaining("weight must be > 0");
            client.flush();
            assertThat(client.report().failed()).isEqualTo(1);
        }
    }

    @Test
    void shouldRunTheExampleAsItStands() throws IOException, InterruptedException {
        Path example = Path.of("..", "examples", "Agent.java");
        Process agent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        example.toString(),
                        up.url())
                .redirectErrorStream(true)
                .start();
        String output = new String(agent.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(agent.waitFor()).as(output).isZero();
        assertThat(output).contains("readable: true", "Confidence[mean=0.66", "recipe:agent 1", "2 acked, 0 failed");
    }

    @Test
    void shouldSayWhoDoesNotAnswer() {
        try (CredenceClient client =
                CredenceClient.connect(ClientConfig.at("http://127.0.0.1:1").withTimeout(Duration.ofSeconds(2)))) {
            assertThatThrownBy(() -> client.getPattern("p1"))
                    .isInstanceOf(CredenceException.class)
                    .hasMessageContaining("no answer from http://127.0.0.1:1/");
            assertThat(client.updateConfidence("p1", Result.SUCCESS)).failsWithin(PATIENCE);
        }
    }

    private CredenceClient client(Form form) {
        return form == Form.HTTP
                ? CredenceClient.connect(ClientConfig.at(up.url())
                        .withReadYourWrites()
                        .withWholePatterns()
                        .withTimeout(PATIENCE))
                : CredenceClient.inProcess(LocalConfig.of(
                                settings.path(Key.DATA_DIR), Clients.publisher(settings, Clients.catalogue(settings)))
                        .withReadYourWrites());
    }
}
