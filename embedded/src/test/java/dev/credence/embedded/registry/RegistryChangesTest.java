package dev.credence.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may follow what: compatibility levels, modes and deletions, driven by Confluent's own client. */
class RegistryChangesTest {
    private static final AvroSchema A = record("{\"name\":\"a\",\"type\":\"string\"}");
    private static final AvroSchema A_OPTIONAL_B =
            record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
    private static final AvroSchema A_REQUIRED_B =
            record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\"}");
    private static final AvroSchema OPTIONAL_B = record("{\"name\":\"b\",\"type\":\"int\",\"default\":0}");

    @TempDir
    private Path directory;

    private RegistryEndpoint registry;

    private static AvroSchema record(String fields) {
        return new AvroSchema("{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"n\",\"fields\":[" + fields + "]}");
    }

    @BeforeEach
    void start() {
        registry = RegistryEndpoint.start(new RegistryOptions(0, directory.resolve("registry.json")));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private CachedSchemaRegistryClient client() {
        return new CachedSchemaRegistryClient(registry.url(), 100);
    }

    /** New fields need defaults to read the old; dropped ones need them to be read by the old. */
    @ParameterizedTest
    @CsvSource({
        // level, required field added, optional field added, required field dropped
        "NONE, true, true, true",
        "BACKWARD, false, true, true",
        "BACKWARD_TRANSITIVE, false, true, true",
        "FORWARD, true, true, false",
        "FORWARD_TRANSITIVE, true, true, false",
        "FULL, false, true, false",
        "FULL_TRANSITIVE, false, true, false",
    })
    void shouldLetInWhatTheLevelAllows(String level, boolean requiredAdded, boolean optionalAdded, boolean dropped)
            throws Exception {
        client().register("s", A);
        client().updateCompatibility("s", level);

        assertThat(client().testCompatibility("s", A_REQUIRED_B)).isEqualTo(requiredAdded);
        assertThat(client().testCompatibility("s", A_OPTIONAL_B)).isEqualTo(optionalAdded);
        assertThat(client().testCompatibility("s", OPTIONAL_B)).isEqualTo(dropped);
        if (requiredAdded) {
            assertThat(client().register("s", A_REQUIRED_B)).isPositive();
        } else {
            assertFailsWith(409, 409, () -> client().register("s", A_REQUIRED_B));
        }
    }

    /** A, then nothing of it, then A again as another type: only the version before the last objects. */
    @ParameterizedTest
    @CsvSource({
        "BACKWARD, true",
        "BACKWARD_TRANSITIVE, false",
        "FORWARD, true",
        "FORWARD_TRANSITIVE, false",
        "FULL, true",
        "FULL_TRANSITIVE, false"
    })
    void shouldLookAtEveryVersionOnlyWhenTheLevelIsTransitive(String level, boolean allowed) throws Exception {
        AvroSchema text = record("{\"name\":\"a\",\"type\":\"string\",\"default\":\"\"}");
        AvroSchema none = record("{\"name\":\"x\",\"type\":\"int\",\"default\":0}");
        AvroSchema number = record("{\"name\":\"a\",\"type\":\"int\",\"default\":0}");
        client().register("s", text);
        client().register("s", none);
        client().updateCompatibility("s", level);

        assertThat(answer("POST", "/compatibility/subjects/s/versions", body(number))
                        .body())
                .contains("\"is_compatible\":" + allowed);
        assertThat(answer("POST", "/compatibility/subjects/s/versions/2", body(number))
                        .body())
                .contains("\"is_compatible\":true");
        assertThat(answer("POST", "/compatibility/subjects/s/versions/1", body(number))
                        .body())
                .contains("\"is_compatible\":false");
    }

    @Test
    void shouldTakeTheLevelOfAllWhereASubjectHasNone() throws Exception {
        client().register("s", A);
        assertThat(client().updateCompatibility(null, "FORWARD")).isEqualTo("FORWARD");

        assertThat(client().testCompatibility("s", A_REQUIRED_B)).isTrue();
        client().updateCompatibility("s", "BACKWARD");
        assertThat(client().testCompatibility("s", A_REQUIRED_B)).isFalse();
        client().deleteCompatibility("s");
        assertThat(client().testCompatibility("s", A_REQUIRED_B)).isTrue();
        assertThat(answer("DELETE", "/config", "").body()).contains("FORWARD");
        assertThat(client().getCompatibility(null)).isEqualTo("BACKWARD");
        assertThat(answer("GET", "/config/s?defaultToGlobal=true", "").body()).contains("BACKWARD");
    }

    @Test
    void shouldSayWhichFieldSpeaksAgainstASchemaWhenAsked() throws Exception {
        client().register("s", A);

        assertThat(client().testCompatibilityVerbose("s", A_REQUIRED_B))
                .singleElement()
                .asString()
                .contains("READER_FIELD_MISSING_DEFAULT_VALUE", "/fields/1", "b");
        assertFailsWith(409, 409, () -> client().register("s", A_REQUIRED_B), "READER_FIELD_MISSING_DEFAULT_VALUE");
        assertThat(client().testCompatibilityVerbose("s", A_OPTIONAL_B)).isEmpty();
        assertThat(answer("POST", "/compatibility/subjects/nobody/versions/latest", body(A))
                        .body())
                .contains("\"is_compatible\":true");
        assertThat(answer("POST", "/compatibility/subjects/s/versions/9", body(A))
                        .body())
                .contains("40402");
        assertThat(answer("POST", "/compatibility/subjects/s/versions/first", body(A))
                        .body())
                .contains("42202");
    }

    @Test
    void shouldChangeNothingWhenItIsReadOnly() throws Exception {
        int id = client().register("s", A);
        assertThat(client().setMode("READONLY", "s")).isEqualTo("READONLY");

        assertThat(client().register("s", A)).isEqualTo(id);
        assertFailsWith(422, 42205, () -> client().register("s", A_OPTIONAL_B));
        assertFailsWith(422, 42205, () -> client().deleteSubject("s"));
        assertThat(client().register("other", A_OPTIONAL_B)).isPositive();
        assertThat(client().getMode("s")).isEqualTo("READONLY");
        assertThat(client().getMode()).isEqualTo("READWRITE");
        assertFailsWith(404, 40409, () -> client().getMode("other"));
        assertFailsWith(422, 42204, () -> client().setMode("IMPORT"));
        client().deleteMode("s");
        assertThat(client().register("s", A_OPTIONAL_B)).isPositive();
    }

    @Test
    void shouldDeleteForGoodOnlyWhatIsDeletedSoftly() throws Exception {
        int first = client().register("s", A);
        int second = client().register("s", A_OPTIONAL_B);

        assertFailsWith(404, 40405, () -> client().deleteSubject("s", true));
        assertFailsWith(404, 40407, () -> client().deleteSchemaVersion("s", "1", true));
        assertThat(client().deleteSchemaVersion("s", "1")).isEqualTo(1);
        assertFailsWith(404, 40406, () -> client().deleteSchemaVersion("s", "1"));
        assertThat(client().deleteSchemaVersion("s", "1", true)).isEqualTo(1);
        assertFailsWith(404, 40403, () -> client().getSchemaById(first));
        assertThat(client().deleteSubject("s")).containsExactly(2);
        assertThat(client().getSchemaById(second)).isEqualTo(A_OPTIONAL_B);
        assertFailsWith(404, 40404, () -> client().deleteSubject("s"));
        assertThat(client().getAllSubjects()).isEmpty();
        assertThat(client().getAllSubjects(true)).containsExactly("s");
        assertThat(client().deleteSubject("s", true)).containsExactly(2);
        assertFailsWith(404, 40401, () -> client().deleteSubject("s"));
        assertFailsWith(404, 40403, () -> client().getSchemaById(second));
    }

    @Test
    void shouldNotGiveAnIdAgainWhenItsSchemaIsGone() throws Exception {
        int gone = client().register("s", A);
        client().deleteSubject("s");
        client().deleteSubject("s", true);
        registry.close();
        start();

        assertThat(client().register("s", A_OPTIONAL_B)).isGreaterThan(gone);
    }

    @Test
    void shouldSayWhereASchemaIsUsed() throws Exception {
        int id = client().register("one", A);
        client().register("two", A);

        assertThat(answer("GET", "/schemas/ids/" + id + "/versions", "").body())
                .contains("{\"subject\":\"one\",\"version\":1}", "{\"subject\":\"two\",\"version\":1}");
        assertThat(answer("GET", "/schemas/types", "").body()).isEqualTo("[\"AVRO\"]");
        assertThat(answer("GET", "/subjects?subjectPrefix=tw", "").body()).isEqualTo("[\"two\"]");
        assertThat(answer("GET", "/schemas/ids/99/versions", "").body()).contains("40403");
        assertThat(answer("PATCH", "/subjects", "").statusCode()).isEqualTo(405);
    }

    @Test
    void shouldSayWhatToDoWhenASchemaRefersToAnother() throws Exception {
        HttpResponse<String> refused = answer(
                "POST",
                "/subjects/s/versions",
                "{\"schema\":\"\\\"string\\\"\",\"references\":[{\"name\":\"n.B\",\"subject\":\"b\",\"version\":1}]}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("42201", "put them inline");
    }

    @Test
    void shouldReadTheFileOfAVersionThatKnewNoModes() throws Exception {
        Path old = Files.writeString(directory.resolve("old.json"), """
                {"schemas":{"4":"\\"string\\""},"subjects":{"s":[{"version":1,"id":4,"deleted":false}]},"levels":{}}""");
        try (RegistryEndpoint restarted = RegistryEndpoint.start(new RegistryOptions(0, old))) {
            CachedSchemaRegistryClient client = new CachedSchemaRegistryClient(restarted.url(), 10);
            assertThat(client.getAllVersions("s")).isEqualTo(List.of(1));
            assertThat(client.register("other", A)).isEqualTo(5);
        }
    }

    private static String body(AvroSchema schema) {
        return "{\"schema\":\"" + schema.canonicalString().replace("\"", "\\\"") + "\"}";
    }

    private HttpResponse<String> answer(String method, String path, String body)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(registry.url() + path))
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static void assertFailsWith(int status, int code, ThrowingCallable call) {
        assertFailsWith(status, code, call, "");
    }

    private static void assertFailsWith(int status, int code, ThrowingCallable call, String saying) {
        assertThatExceptionOfType(RestClientException.class)
                .isThrownBy(call)
                .withMessageContaining(saying)
                .satisfies(e -> assertThat(e.getStatus()).isEqualTo(status))
                .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(code));
    }
}
