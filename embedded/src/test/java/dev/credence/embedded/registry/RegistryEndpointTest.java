package dev.credence.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.embedded.EmbeddedException;
import dev.credence.embedded.PortTakenException;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Driven by Confluent's own client, whose caches are avoided by taking a new one where it matters. */
class RegistryEndpointTest {
    private static final AvroSchema ONE = record("{\"name\":\"a\",\"type\":\"string\"}");
    private static final AvroSchema GROWN =
            record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
    private static final AvroSchema BROKEN =
            record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"c\",\"type\":\"int\"}");

    @TempDir
    private Path directory;

    private RegistryEndpoint registry;

    private static AvroSchema record(String fields) {
        return new AvroSchema("{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"n\",\"fields\":[" + fields + "]}");
    }

    @BeforeEach
    void startRegistry() {
        registry = RegistryEndpoint.start(new RegistryOptions(0, file()));
    }

    @AfterEach
    void stopRegistry() {
        registry.close();
    }

    private Path file() {
        return directory.resolve("deep/registry.json");
    }

    private CachedSchemaRegistryClient client() {
        return new CachedSchemaRegistryClient(registry.url(), 100);
    }

    @Test
    void shouldGiveBackWhatWasRegistered() throws Exception {
        int id = client().register("credence.patterns-value", ONE);

        assertThat(client().getSchemaById(id)).isEqualTo(ONE);
        assertThat(client().getLatestSchemaMetadata("credence.patterns-value").getId())
                .isEqualTo(id);
        assertThat(client().getAllSubjects()).containsExactly("credence.patterns-value");
    }

    @Test
    void shouldGiveTheSameIdWhenTheSchemaIsKnown() throws Exception {
        int id = client().register("one", ONE);

        assertThat(client().register("one", ONE)).isEqualTo(id);
        assertThat(client().register("two", ONE)).isEqualTo(id);
        assertThat(client().getAllVersions("one")).containsExactly(1);
        assertThat(client().getAllSubjectsById(id)).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void shouldNumberVersionsWhenACompatibleSchemaFollows() throws Exception {
        int first = client().register("s", ONE);
        int second = client().register("s", GROWN);

        assertThat(second).isNotEqualTo(first);
        assertThat(client().getAllVersions("s")).containsExactly(1, 2);
        assertThat(client().getSchemaMetadata("s", 1).getId()).isEqualTo(first);
        assertThat(client().getVersion("s", GROWN)).isEqualTo(2);
        assertThat(client().getId("s", ONE)).isEqualTo(first);
    }

    @Test
    void shouldRefuseWithConflictWhenOldRecordsCouldNotBeRead() throws Exception {
        client().register("s", ONE);

        assertThat(client().testCompatibility("s", BROKEN)).isFalse();
        assertThat(client().testCompatibility("s", GROWN)).isTrue();
        assertFailsWith(409, 409, () -> client().register("s", BROKEN));
        assertThat(client().getAllVersions("s")).containsExactly(1);
    }

    @Test
    void shouldTakeTheSubjectsOwnLevelWhenItHasOne() throws Exception {
        client().register("s", ONE);

        assertFailsWith(404, 40408, () -> client().getConfig("s"));
        client().updateCompatibility("s", "NONE");

        assertThat(client().getCompatibility("s")).isEqualTo("NONE");
        assertThat(client().getCompatibility(null)).isEqualTo("BACKWARD");
        assertThat(client().register("s", BROKEN)).isPositive();
        assertFailsWith(422, 42203, () -> client().updateCompatibility("s", "SIDEWAYS"));
    }

    @Test
    void shouldNameWhatIsMissing() throws Exception {
        assertFailsWith(404, 40403, () -> client().getSchemaById(99));
        assertFailsWith(404, 40401, () -> client().getLatestSchemaMetadata("nobody"));
        client().register("s", ONE);
        assertFailsWith(404, 40402, () -> client().getSchemaMetadata("s", 7));
        assertFailsWith(404, 40403, () -> client().getId("s", GROWN));
    }

    @Test
    void shouldKeepIdsWhenRestarted() throws Exception {
        int first = client().register("s", ONE);
        client().updateCompatibility("s", "FULL");
        registry.close();
        registry = RegistryEndpoint.start(new RegistryOptions(0, file()));

        assertThat(client().getSchemaById(first)).isEqualTo(ONE);
        assertThat(client().getCompatibility("s")).isEqualTo("FULL");
        assertThat(client().register("other", GROWN)).isNotEqualTo(first);
    }

    @Test
    void shouldNotGiveAVersionAgainWhenItWasDeleted() throws Exception {
        client().register("s", ONE);
        int grown = client().register("s", GROWN);
        client().deleteSchemaVersion("s", "2");

        assertThat(client().getAllVersions("s")).containsExactly(1);
        assertThat(client().getSchemaById(grown)).isEqualTo(GROWN);
        assertThat(client().register("s", GROWN)).isEqualTo(grown);
        assertThat(client().getAllVersions("s")).containsExactly(1, 3);
        assertThat(client().deleteSubject("s")).containsExactly(1, 3);
        assertThat(client().getAllSubjects()).isEmpty();
    }

    @Test
    void shouldTakeSubjectsWithAnyCharacters() throws Exception {
        int id = client().register("a/b c+d%-value", ONE);

        assertThat(client().getAllSubjects()).containsExactly("a/b c+d%-value");
        assertThat(client().getLatestSchemaMetadata("a/b c+d%-value").getId()).isEqualTo(id);
    }

    @Test
    void shouldAnswerErrorsInConfluentsForm() throws Exception {
        HttpResponse<String> answer = post("/subjects/s/versions", "{\"schema\":\"{\\\"type\\\":\\\"nonsense\\\"}\"}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/vnd.schemaregistry.v1+json");
        assertThat(answer.body()).contains("\"error_code\":42201").contains("\"message\":\"Invalid schema");
        assertThat(post("/subjects/s/versions", "{").statusCode()).isEqualTo(400);
        assertThat(post("/nowhere", "{}").statusCode()).isEqualTo(404);
        assertThat(post("/subjects/s/versions", "{\"schemaType\":\"PROTOBUF\",\"schema\":\"x\"}")
                        .body())
                .contains("PROTOBUF");
    }

    @Test
    void shouldNameTheFlagWhenThePortIsTaken() {
        assertThatExceptionOfType(PortTakenException.class)
                .isThrownBy(
                        () -> RegistryEndpoint.start(new RegistryOptions(registry.port(), directory.resolve("other"))))
                .withMessageContaining("port " + registry.port())
                .withMessageContaining("--registry-port");
    }

    @Test
    void shouldRefuseToStartWhenTheFileIsDamaged() throws Exception {
        Path damaged = Files.writeString(directory.resolve("damaged.json"), "{\"schemas\":{\"1\":");

        assertThatThrownBy(() -> RegistryEndpoint.start(new RegistryOptions(0, damaged)))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining(damaged + " is damaged");
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(registry.url() + path))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static void assertFailsWith(
            int status, int code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(RestClientException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.getStatus()).isEqualTo(status))
                .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(code));
    }
}
