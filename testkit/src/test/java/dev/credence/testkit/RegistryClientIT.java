package dev.credence.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.schemas.registry.Registry;
import dev.credence.schemas.registry.RegistryRefusedException;
import dev.credence.schemas.registry.SchemaIds;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.EventSchemas;
import dev.credence.schemas.wire.UnknownSchemaException;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Credence and Confluent's client ask of a registry, answered by each maker's. */
@WithRegistries
class RegistryClientIT {
    private static final String PREFIX = "rc" + Long.toString(System.nanoTime(), 36);

    private final Registries registries;

    RegistryClientIT(Registries registries) {
        this.registries = registries;
    }

    @ParameterizedTest
    @EnumSource
    void shouldRegisterOnceAndFindAgain(RegistryMaker maker) {
        TopicCatalogue topics = topics("register");
        SchemaIds ids = register(maker, topics, Map.of());

        assertThat(ids.confidence()).isEqualTo(ids.priority()).isNotEqualTo(ids.patterns());
        assertThat(register(maker, topics, Map.of())).isEqualTo(ids);
        assertThat(register(maker, topics, Map.of("auto.register.schemas", "false")))
                .isEqualTo(ids);
        assertThat(register(maker, topics, Map.of("auto.register.schemas", "false", "use.latest.version", "true")))
                .isEqualTo(ids);
        try (Registry registry = Registry.connect(registries.url(maker), Map.of())) {
            assertThat(registry.schemaById(ids.patterns())).isEqualTo(EventSchemas.pattern());
            assertThatThrownBy(() -> registry.schemaById(9_999_999)).isInstanceOf(UnknownSchemaException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayWhatIsAbsentWhenItMustNotRegister(RegistryMaker maker) throws Exception {
        TopicCatalogue topics = topics("absent");
        assertThatThrownBy(() -> register(maker, topics, Map.of("auto.register.schemas", "false")))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining(topics.patterns() + "-value");

        try (CachedSchemaRegistryClient client = client(maker)) {
            client.register(topics.patterns() + "-value", new AvroSchema("\"string\""));
        }
        assertThatThrownBy(() -> register(maker, topics, Map.of("auto.register.schemas", "false")))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining(topics.patterns() + "-value");
    }

    @ParameterizedTest
    @EnumSource
    void shouldStandUnderTheStrategysSubjectToo(RegistryMaker maker) throws Exception {
        TopicCatalogue topics = topics("strategy");
        SchemaIds ids = register(
                maker,
                topics,
                Map.of(
                        "value.subject.name.strategy",
                        "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy"));

        try (CachedSchemaRegistryClient client = client(maker)) {
            for (String subject :
                    List.of(topics.patterns() + "-value", topics.patterns() + "-dev.credence.event.PatternEvent")) {
                assertThat(client.getLatestSchemaMetadata(subject).getId()).isEqualTo(ids.patterns());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerConfluentsClient(RegistryMaker maker) throws Exception {
        String subject = topics("client").confidence() + "-value";
        AvroSchema first =
                new AvroSchema("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}");
        AvroSchema broken =
                new AvroSchema("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"b\",\"type\":\"int\"}]}");
        try (CachedSchemaRegistryClient client = client(maker)) {
            int id = client.register(subject, first);
            assertThat(client.getId(subject, first)).isEqualTo(id);
            assertThat(client.getSchemaBySubjectAndId(subject, id)).isEqualTo(first);
            client.updateCompatibility(subject, "BACKWARD");
            assertThat(client.getCompatibility(subject)).isEqualTo("BACKWARD");
            assertThat(client.testCompatibility(subject, broken)).isFalse();
            assertThatThrownBy(() -> client.register(subject, broken))
                    .isInstanceOfSatisfying(
                            RestClientException.class,
                            e -> assertThat(e.getStatus()).isEqualTo(409));
            assertThat(client.deleteSubject(subject)).containsExactly(1);
            assertThat(client.getAllSubjects()).doesNotContain(subject);
        }
    }

    private SchemaIds register(RegistryMaker maker, TopicCatalogue topics, Map<String, String> properties) {
        try (Registry registry = Registry.connect(registries.url(maker), properties)) {
            return registry.registerEvents(topics);
        }
    }

    private CachedSchemaRegistryClient client(RegistryMaker maker) {
        return new CachedSchemaRegistryClient(registries.url(maker), 10);
    }

    private static TopicCatalogue topics(String name) {
        return new TopicCatalogue(PREFIX + "-" + name, "unused", 1);
    }
}
