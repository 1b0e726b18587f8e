package dev.credence.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.EventSchemas;
import dev.credence.schemas.wire.UnknownSchemaException;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Confluent's properties, each seen where it acts: in what a registry is asked. */
@Timeout(60)
class RegistryPropertiesTest {
    private static final TopicCatalogue TOPICS = new TopicCatalogue("t", "t", 1);
    private static final String SUBJECTS = "io.confluent.kafka.serializers.subject.";

    private RegistryStub stub;

    @BeforeEach
    void start() throws IOException {
        stub = new RegistryStub();
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Basic bWU6c2VjcmV0, basic.auth.user.info, me:secret",
        "Basic bWU6c2VjcmV0, schema.registry.basic.auth.user.info, me:secret",
        "Bearer a.b.c, schema.registry.bearer.auth.token, a.b.c",
    })
    void shouldBeLetInWhenCredentialsAreGiven(String demanded, String key, String value) {
        stub.demand(demanded);
        try (Registry known = Registry.connect(stub.url(), Map.of(key, value))) {
            assertThatThrownBy(() -> known.schemaById(1)).isInstanceOf(UnknownSchemaException.class);
        }
        assertThat(stub.authorizations).containsExactly(demanded);
    }

    @Test
    void shouldTakeCredentialsFromTheUrlAndKeepThemToItself() {
        String url = "http://me:secret@127.0.0.1:" + stub.port();
        stub.demand("Basic bWU6c2VjcmV0");
        try (Registry known = Registry.connect(url, Map.of())) {
            assertThatThrownBy(() -> known.schemaById(1)).isInstanceOf(UnknownSchemaException.class);
            stub.demand("Basic changed");
            assertThatThrownBy(() -> known.schemaById(2))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining(stub.url())
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void shouldNameTheCredentialsWhenTheRegistryWantsOthers() {
        stub.demand("Basic bWU6c2VjcmV0");
        try (Registry stranger = Registry.connect(stub.url(), Map.of("basic.auth.user.info", "me:wrong"))) {
            assertThatThrownBy(() -> stranger.schemaById(1))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("schema.registry.basic.auth.user.info")
                    .hasMessageNotContaining("wrong");
            assertThatThrownBy(() -> stranger.registerEvents(TOPICS))
                    .isInstanceOf(RegistryRefusedException.class)
                    .hasMessageContaining("schema.registry.auto.register.schemas=false");
        }
    }

    @Test
    void shouldOnlyLookUpWhenRegisteringIsForbidden() {
        for (String topic : TOPICS.sources()) {
            stub.answer("/subjects/" + topic + "-value", 200, version(5, EventSchemas.confidence()));
        }
        assertThat(registerWith("auto.register.schemas", "false")).isEqualTo(new SchemaIds(5, 5, 5));
        assertThat(stub.requests)
                .containsExactly(
                        "POST /subjects/t.patterns-value",
                        "POST /subjects/t.confidence-value",
                        "POST /subjects/t.confidence.priority-value");
    }

    @ParameterizedTest
    @CsvSource({"40401", "40403"})
    void shouldSayWhatToDoWhenRegisteringIsForbiddenAndASchemaIsAbsent(int code) {
        stub.answer("/subjects/t.patterns-value", 404, "{\"error_code\":" + code + ",\"message\":\"none\"}");
        assertThatThrownBy(() -> registerWith("auto.register.schemas", "false"))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("dev.credence.event.PatternEvent")
                .hasMessageContaining("t.patterns-value")
                .hasMessageContaining("docs/registry.md");
    }

    @Test
    void shouldTakeTheLatestVersionWhenItSaysTheSame() {
        Schema worded = new Schema.Parser()
                .parse(EventSchemas.pattern().toString().replaceFirst("\"doc\":\"[^\"]*\"", "\"doc\":\"other\""));
        stub.answer("/subjects/t.patterns-value/versions/latest", 200, version(21, worded))
                .answer("/subjects/t.confidence-value/versions/latest", 200, version(22, EventSchemas.confidence()))
                .answer(
                        "/subjects/t.confidence.priority-value/versions/latest",
                        200,
                        version(23, EventSchemas.confidence()));
        assertThat(registerWith("auto.register.schemas", "false", "use.latest.version", "true"))
                .isEqualTo(new SchemaIds(21, 22, 23));
    }

    @Test
    void shouldRefuseTheLatestVersionWhenItSaysSomethingElse() {
        stub.answer("/subjects/t.patterns-value/versions/latest", 200, version(21, EventSchemas.confidence()));
        assertThatThrownBy(() -> registerWith("auto.register.schemas", "false", "use.latest.version", "true"))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("t.patterns-value")
                .hasMessageContaining("schema.registry.use.latest.version=false");
    }

    @Test
    void shouldAskForNormalizationWhenToldTo() {
        answerEverywhere();
        registerWith("normalize.schemas", "true");
        assertThat(stub.queries).allMatch(query -> query.contains("normalize=true"));
    }

    @ParameterizedTest
    @CsvSource({
        "RecordNameStrategy, dev.credence.event.PatternEvent",
        "TopicRecordNameStrategy, t.patterns-dev.credence.event.PatternEvent",
    })
    void shouldRegisterUnderTheStrategysSubjectBesideTheTopics(String strategy, String subject) {
        answerEverywhere();
        registerWith("value.subject.name.strategy", SUBJECTS + strategy);
        assertThat(stub.requests)
                .contains("POST /subjects/t.patterns-value/versions", "POST /subjects/" + subject + "/versions");
    }

    @ParameterizedTest
    @CsvSource({
        "use.schema.id, 7, patterns and outcomes",
        "use.latest.version, true, schema.registry.auto.register.schemas=false",
        "auto.register.schemas, yes, true or false",
        "value.subject.name.strategy, com.example.Mine, RecordNameStrategy",
        "key.subject.name.strategy, io.confluent.kafka.serializers.subject.RecordNameStrategy, UTF-8",
        "context.name.strategy, com.example.Mine, <topic>-value",
        "rule.executors, encrypt, remove it",
        "auto.register.schema, false, schema.registry.auto.register.schemas",
        "ssl.truststore.locaton, /x, schema.registry.ssl.truststore.location",
    })
    void shouldRefuseWhatCannotBeKept(String key, String value, String wayOut) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Registry.connect(stub.url(), Map.of("schema.registry." + key, value)))
                .withMessageContaining("schema.registry." + key)
                .withMessageContaining(wayOut);
        assertThat(stub.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "use.schema.id, -1",
        "key.subject.name.strategy, io.confluent.kafka.serializers.subject.TopicNameStrategy"
    })
    void shouldTakeConfluentsDefaultsWhenTheyAreSpeltOut(String key, String value) {
        answerEverywhere();
        assertThat(registerWith(key, value)).isEqualTo(new SchemaIds(1, 1, 1));
    }

    private SchemaIds registerWith(String... keysAndValues) {
        Map<String, String> properties = new java.util.HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put("schema.registry." + keysAndValues[i], keysAndValues[i + 1]);
        }
        try (Registry registry = Registry.connect(stub.url(), properties)) {
            return registry.registerEvents(TOPICS);
        }
    }

    private void answerEverywhere() {
        for (String topic : TOPICS.sources()) {
            for (Schema schema : new Schema[] {EventSchemas.pattern(), EventSchemas.confidence()}) {
                for (String subject :
                        new String[] {topic + "-value", schema.getFullName(), topic + "-" + schema.getFullName()}) {
                    stub.answer("/subjects/" + subject + "/versions", 200, "{\"id\":1}");
                }
            }
        }
    }

    private static String version(int id, Schema schema) {
        return "{\"subject\":\"s\",\"version\":3,\"id\":" + id + ",\"schema\":" + RegistryTest.quoted(schema.toString())
                + "}";
    }
}
