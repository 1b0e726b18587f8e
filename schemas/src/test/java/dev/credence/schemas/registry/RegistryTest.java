package dev.credence.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.EventSchemas;
import dev.credence.schemas.wire.UnknownSchemaException;
import dev.credence.schemas.wire.UnusableSchemaException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RegistryTest {
    private static final TopicCatalogue TOPICS = new TopicCatalogue("t", "t", 1);

    private RegistryStub stub;
    private Registry registry;

    @BeforeEach
    void start() throws IOException {
        stub = new RegistryStub();
        registry = Registry.connect(stub.url(), Map.of());
    }

    @AfterEach
    void stop() {
        registry.close();
        stub.close();
    }

    @Test
    void shouldRegisterEachTopicsSubjectWhenAsked() {
        stub.answer("/subjects/t.patterns-value/versions", 200, "{\"id\":11}")
                .answer("/subjects/t.confidence-value/versions", 200, "{\"id\":12}")
                .answer("/subjects/t.confidence.priority-value/versions", 200, "{\"id\":13}");
        assertThat(registry.registerEvents(TOPICS)).isEqualTo(new SchemaIds(11, 12, 13));
    }

    @Test
    void shouldAskOnceWhenASchemaWasFound() {
        stub.answer(
                "/schemas/ids/5",
                200,
                "{\"schema\":" + quoted(EventSchemas.confidence().toString()) + "}");
        assertThat(registry.schemaById(5)).isEqualTo(EventSchemas.confidence());
        assertThat(registry.schemaById(5)).isEqualTo(EventSchemas.confidence());
        assertThat(stub.requests).containsExactly("GET /schemas/ids/5");
    }

    @Test
    void shouldSayUnknownWhenTheRegistryHasNoSuchSchema() {
        assertThatThrownBy(() -> registry.schemaById(6))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("6");
        assertThatThrownBy(() -> registry.schemaById(-6)).isInstanceOf(UnknownSchemaException.class);
        assertThat(stub.requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "404, <html>not here</html>",
        "500, '{\"error_code\":50001,\"message\":\"store\"}'",
        "503, busy",
        "429, '{\"error_code\":42901,\"message\":\"slower\"}'",
        "401, '{\"error_code\":40101,\"message\":\"who\"}'",
        "403, '{\"error_code\":40301,\"message\":\"no\"}'",
        "200, <html>a proxy</html>",
    })
    void shouldSayUnavailableWhenTheAnswerSaysNothingOfTheSchema(int status, String body) {
        stub.answer("/schemas/ids/7", status, body);
        assertThatThrownBy(() -> registry.schemaById(7))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(stub.url())
                .hasMessageContaining("check ");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"schemaType\":\"JSON\",\"schema\":\"{}\"}'",
        "'{\"schemaType\":\"PROTOBUF\",\"schema\":\"message A {}\"}'",
        "'{\"schema\":\"{\\\"type\\\":\\\"nonsense\\\"}\"}'",
    })
    void shouldSayUnusableWhenTheSchemaIsNotAvro(String body) {
        stub.answer("/schemas/ids/8", 200, body);
        assertThatThrownBy(() -> registry.schemaById(8)).isInstanceOf(UnusableSchemaException.class);
    }

    @Test
    void shouldSayUnavailableWhenAReferenceCannotBeLookedUp() {
        stub.answer(
                        "/schemas/ids/9",
                        200,
                        "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"A\\\",\\\"fields\\\":[{\\\"name\\\":\\\"b\\\",\\\"type\\\":\\\"B\\\"}]}\","
                                + "\"references\":[{\"name\":\"B\",\"subject\":\"b\",\"version\":1}]}")
                .answer("/subjects/b/versions/1", 503, "busy");
        assertThatThrownBy(() -> registry.schemaById(9)).isInstanceOf(RegistryUnavailableException.class);
        stub.answer(
                "/subjects/b/versions/1",
                200,
                "{\"schema\":\"{\\\"type\\\":\\\"fixed\\\",\\\"name\\\":\\\"B\\\",\\\"size\\\":2}\"}");
        assertThat(registry.schemaById(9).getField("b").schema().getFixedSize()).isEqualTo(2);
    }

    @Test
    void shouldSayUnavailableWhenNobodyListensOrAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort();
            try (Registry slow = Registry.connect(url, Map.of("http.read.timeout.ms", "200"))) {
                assertThatThrownBy(() -> slow.schemaById(1)).isInstanceOf(RegistryUnavailableException.class);
            }
        }
        stub.close();
        assertThatThrownBy(() -> registry.schemaById(1)).isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> registry.registerEvents(TOPICS)).isInstanceOf(RegistryUnavailableException.class);
    }

    @ParameterizedTest
    @CsvSource({"409, topics.prefix", "403, schema.registry.basic.auth.user.info", "422, Avro"})
    void shouldSayTheWayOutWhenASchemaIsRefused(int status, String wayOut) {
        stub.answer(
                "/subjects/t.patterns-value/versions", status, "{\"error_code\":" + status + ",\"message\":\"no\"}");
        assertThatThrownBy(() -> registry.registerEvents(TOPICS))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("t.patterns-value")
                .hasMessageContaining(wayOut);
    }

    static String quoted(String json) {
        return '"' + json.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
