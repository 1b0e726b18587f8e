package dev.credence.cli.command;

import static dev.credence.cli.command.Ran.credence;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.credence.cli.config.Key;
import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.runtime.Up;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Result;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.EventSchemas;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** An outcome whose schema comes to be known after it was refused. */
@WithKafka
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MendedIT {
    private final KafkaCluster cluster;
    private final TopicCatalogue topics;
    private final List<String> flags = new ArrayList<>();

    private Path directory = Path.of("unset");
    private Up up;

    MendedIT(KafkaCluster cluster) {
        this.cluster = cluster;
        this.topics = cluster.freshTopics(1);
    }

    @BeforeAll
    void start(@TempDir Path scratch) {
        directory = scratch;
        Map<Key, Setting> settings = new EnumMap<>(Key.class);
        Map.of(
                        Key.BOOTSTRAP_SERVERS, cluster.bootstrapServers(),
                        Key.SCHEMA_REGISTRY_URL, cluster.registryUrl(),
                        Key.TOPICS_PREFIX, topics.prefix(),
                        Key.APPLICATION_ID, topics.applicationId(),
                        Key.DATA_DIR, directory.resolve("data").toString(),
                        Key.HTTP_PORT, "0")
                .forEach((key, value) -> settings.put(key, new Setting(value, "test")));
        up = Up.start(Settings.resolve(settings, Map.of(), null, Profile.PRODUCTION), null, line -> {});
        flags.addAll(List.of(
                "--topics-prefix", topics.prefix(),
                "--application-id", topics.applicationId(),
                "--bootstrap-server", cluster.bootstrapServers(),
                "--schema-registry", cluster.registryUrl(),
                "--data", directory.resolve("data").toString()));
    }

    @AfterAll
    void stop() {
        up.close();
    }

    @Test
    void shouldCountWhatWasMendedAndRedrivenOnceInViewAndReplay() throws Exception {
        int unknown = registered("before") + 1;
        cluster.produce(List.of(outcome(unknown)));
        String origin = topics.confidence() + "-0@0";
        await().untilAsserted(() ->
                assertThat(mine("dead-letters", "list").out()).contains(origin).contains("unknown-schema"));

        assertThat(registered("after")).isEqualTo(unknown);
        await().untilAsserted(() ->
                assertThat(mine("replay", "--verify").lastLine()).isEqualTo("identical: 0 patterns, 1 events"));
        assertThat(mine("dead-letters", "redrive", "--all").lastLine()).isEqualTo("redriven=1 already=0 cut=0");

        await().untilAsserted(() ->
                assertThat(mine("replay", "--verify").lastLine()).isEqualTo("identical: 1 patterns, 2 events"));
        assertThat(mine("replay", "--into", directory.resolve("fold.db").toString(), "--verify")
                        .exitCode())
                .isEqualTo(ExitCode.DONE);
    }

    /** Of a schema that has a field more than ours, which may be null and is. */
    private ProducerRecord<byte[], byte[]> outcome(int schemaId) {
        ProducerRecord<byte[], byte[]> ours =
                cluster.events(topics).record(Outcome.of("p1", Result.SUCCESS, System.currentTimeMillis() - 1000));
        byte[] value = Arrays.copyOf(ours.value(), ours.value().length + 1);
        ByteBuffer.wrap(value).putInt(1, schemaId);
        return new ProducerRecord<>(ours.topic(), 0, ours.key(), value);
    }

    /** @return the id, which the registry counts up for a schema that is new */
    private int registered(String field) throws Exception {
        ObjectNode schema = (ObjectNode)
                new ObjectMapper().readTree(EventSchemas.confidence().toString());
        ObjectNode more = schema.withArray("fields").addObject().put("name", field);
        more.putNull("default").putArray("type").add("null").add("string");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(cluster.registryUrl() + "/subjects/" + topics.prefix() + field + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(BodyPublishers.ofString(
                        new ObjectMapper().writeValueAsString(Map.of("schema", schema.toString()))))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        return new ObjectMapper().readTree(answer).path("id").asInt();
    }

    private static org.awaitility.core.ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private Ran mine(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(flags);
        return credence(all.toArray(String[]::new));
    }
}
