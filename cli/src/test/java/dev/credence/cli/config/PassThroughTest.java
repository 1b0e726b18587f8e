package dev.credence.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.cli.config.Settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PassThroughTest {
    @TempDir
    Path directory;

    @Test
    void shouldPassKafkasAndTheRegistrysOwnKeysThrough() throws IOException {
        Settings settings = ofFile("""
                kafka.security.protocol=SSL
                kafka.producer.linger.ms=7
                kafka.consumer.fetch.min.bytes=9
                kafka.admin.retries=3
                kafka.streams.num.standby.replicas=1
                schema.registry.basic.auth.user.info=a:b
                """);

        assertThat(settings.kafka("producer"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("security.protocol", "SSL", "linger.ms", "7", "admin.retries", "3"));
        assertThat(settings.kafka("consumer")).containsEntry("fetch.min.bytes", "9");
        assertThat(settings.kafka("admin"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("security.protocol", "SSL", "retries", "3"));
        assertThat(settings.kafka())
                .containsKeys("security.protocol", "producer.linger.ms", "streams.num.standby.replicas");
        assertThat(settings.registry()).containsEntry("basic.auth.user.info", "a:b");
    }

    @Test
    void shouldPreferWhatIsForOneKindOfClient() throws IOException {
        Settings settings = ofFile("kafka.producer.request.timeout.ms=2\nkafka.request.timeout.ms=1\n");

        assertThat(settings.kafka("producer")).containsEntry("request.timeout.ms", "2");
        assertThat(settings.kafka("consumer")).containsEntry("request.timeout.ms", "1");
    }

    @ParameterizedTest
    @CsvSource({
        "CREDENCE_KAFKA_SECURITY_PROTOCOL, kafka.security.protocol, SSL",
        "CREDENCE_KAFKA_PRODUCER_LINGER_MS, kafka.producer.linger.ms, 5",
        "CREDENCE_KAFKA_STREAMS_RACK_AWARE_ASSIGNMENT_NON_OVERLAP_COST,"
                + " kafka.streams.rack.aware.assignment.non_overlap_cost, 5",
        "CREDENCE_KAFKA_CONSUMER_OF_A_PLUGIN, kafka.consumer.of.a.plugin, x",
        "CREDENCE_SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO, schema.registry.basic.auth.user.info, a:b",
        "CREDENCE_SCHEMA_REGISTRY_SSL_TRUSTSTORE_LOCATION, schema.registry.ssl.truststore.location, /x",
    })
    void shouldTellTheKeyFromItsVariable(String variable, String key, String value) {
        Settings settings = Settings.resolve(Map.of(), Map.of(variable, value), null, Profile.PRODUCTION);

        assertThat(settings.passedThrough()).containsEntry(key, new Setting(value, "environment " + variable));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka.processing.guarantee                  | at_least_once    | is fixed to exactly_once_v2",
                "kafka.streams.processing.guarantee          | at_least_once    | is fixed to exactly_once_v2",
                "kafka.isolation.level                       | read_uncommitted | is fixed to read_committed",
                "kafka.consumer.isolation.level              | read_uncommitted | is fixed to read_committed",
                "kafka.main.consumer.isolation.level         | read_uncommitted | is fixed to read_committed",
                "kafka.streams.restore.consumer.isolation.level | read_uncommitted | is fixed to read_committed",
                "kafka.consumer.enable.auto.commit           | true             | is fixed to false",
                "kafka.consumer.auto.offset.reset            | earliest         | is fixed to none",
                "kafka.streams.main.consumer.auto.offset.reset | latest         | is fixed to none",
                "kafka.producer.acks                         | 1                | is fixed to all",
                "kafka.producer.enable.idempotence           | false            | is fixed to true",
                "kafka.producer.transactional.id             | x                | is fixed, because rows",
                "kafka.consumer.group.id                     | x                | follows from application.id",
                "kafka.consumer.group.instance.id            | x                | is fixed, because a processor",
                "kafka.consumer.group.protocol               | consumer         | is fixed to classic",
                "kafka.bootstrap.servers                     | a:1              | follows from bootstrap.servers",
                "kafka.streams.commit.interval.ms            | 5                | follows from window.ms",
                "kafka.streams.state.dir                     | /x               | follows from data.dir",
                "kafka.streams.producer.max.block.ms         | 5                | is fixed in the processor",
                "kafka.streams.topic.cleanup.policy          | delete           | is fixed to compact",
                "kafka.topic.cleanup.policy                  | delete           | is fixed to compact",
                "kafka.streams.production.exception.handler  | x                | is fixed, because a handler",
                "kafka.consumer.value.deserializer           | x                | is fixed, because events",
            })
    void shouldRefuseByNameWhatExactnessRestsOn(String key, String value, String reason) {
        assertThatThrownBy(() -> ofFile(key + "=" + value))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(key + " " + reason)
                .hasMessageContaining("(was '" + value + "')")
                .hasMessageEndingWith("a.properties:1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.acks=all",
                "kafka.producer.enable.idempotence=true",
                "kafka.streams.processing.guarantee=exactly_once_v2",
                "kafka.consumer.isolation.level=read_committed"
            })
    void shouldTakeAFixedKeyWhenItChangesNothing(String line) throws IOException {
        Settings settings = ofFile(line);

        assertThat(settings.kafka()).isEmpty();
        assertThat(settings.passedThrough()).hasSize(1);
    }

    @Test
    void shouldLetAPublisherWaitAsItLikes() {
        assertThatCode(() -> ofFile("kafka.producer.max.block.ms=5\nkafka.producer.max.request.size=1000000\n"))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldAskKafkaWhetherAValueWillDo() {
        assertThatThrownBy(() -> ofFile("kafka.producer.linger.ms=soon"))
                .hasMessageStartingWith(
                        "kafka.producer.linger.ms is refused by Kafka: Not a number of type LONG (was 'soon') (");
        assertThatThrownBy(() -> ofFile("kafka.security.protocol=TLS"))
                .hasMessageContaining("kafka.security.protocol is refused by Kafka: String must be one of");
    }

    @Test
    void shouldNotTellASecretWhenItIsRefused() {
        assertThatThrownBy(() -> ofFile("schema.registry.url=ftp://me:geheim@there"))
                .hasMessageContaining("schema.registry.url must be like http://host:8081")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void shouldPreferTheCommandsOwnFile() throws IOException {
        Path file = Files.writeString(
                directory.resolve("a.properties"),
                "kafka.producer.security.protocol=SSL\nkafka.producer.linger.ms=1\nbootstrap.servers=a:1\n");
        Path command = Files.writeString(directory.resolve("client.properties"), """
                bootstrap.servers=b:2
                security.protocol=SASL_SSL
                acks=all
                basic.auth.user.info=c:d
                """);

        Settings settings = Settings.resolve(new Sources(Map.of(), command, Map.of(), file, Profile.PRODUCTION));

        assertThat(settings.kafka("producer"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("security.protocol", "SASL_SSL", "linger.ms", "1"));
        assertThat(settings.text(Key.BOOTSTRAP_SERVERS)).isEqualTo("b:2");
        assertThat(settings.registry()).containsEntry("basic.auth.user.info", "c:d");
        assertThat(settings.passedThrough().get("kafka.security.protocol"))
                .isEqualTo(new Setting("SASL_SSL", command + ":2"));
    }

    private Settings ofFile(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("a.properties"), content);
        return Settings.resolve(Map.of(), Map.of(), file, Profile.PRODUCTION);
    }
}
