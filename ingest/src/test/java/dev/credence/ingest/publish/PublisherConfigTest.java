package dev.credence.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublisherConfigTest {
    private static final TopicCatalogue TOPICS = new TopicCatalogue("credence", "credence", 4);

    @Test
    void shouldPinItsDefaults() {
        PublisherConfig config = with(Map.of());

        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.deliveryTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(ClientSettings.producer(config))
                .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
                .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
                .containsEntry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000)
                .containsEntry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 60_000L)
                .containsEntry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 30_000)
                .containsEntry(ProducerConfig.LINGER_MS_CONFIG, 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acks", "enable.idempotence", "key.serializer", "value.serializer"})
    void shouldRefuseSettingsThatReceiptsRestOn(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Map.of(key, "0")))
                .withMessage("kafka.producer." + key + " is fixed, because receipts rest on it: remove it");
    }

    @Test
    void shouldRefuseATimeoutThatKafkaCannotKeep() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Map.of()).withTimeouts(Duration.ofSeconds(1), Duration.ZERO))
                .withMessage("deliveryTimeout must be between 100 ms and 24 days, was PT0S");
    }

    @ParameterizedTest
    @CsvSource({
        // What is set, and the request timeout that fits into ten seconds of delivery.
        "request.timeout.ms, 20000, 9995",
        "request.timeout.ms, 9000, 9000",
        "linger.ms, 6000, 4000",
        "delivery.timeout.ms, 4000, 2000"
    })
    void shouldMakeItsProducerWhenOneOfTheTimesIsSet(String key, String value, int requestMs) {
        Map<String, Object> settings = ClientSettings.producer(
                with(Map.of(key, value)).withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(10)));

        assertThatCode(() -> producer(settings).close()).doesNotThrowAnyException();
        assertThat(settings.get(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG)).hasToString(Integer.toString(requestMs));
    }

    @Test
    void shouldLeaveItToKafkaToRefuseTimesThatContradictEachOther() {
        Map<String, Object> settings =
                ClientSettings.producer(with(Map.of("request.timeout.ms", "20000", "delivery.timeout.ms", "19000")));

        assertThatThrownBy(() -> producer(settings))
                .rootCause()
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
    }

    private static Producer<byte[], byte[]> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Test
    void shouldHandTheAdminClientOnlyWhatItKnows() {
        assertThat(ClientSettings.admin(with(Map.of("security.protocol", "SSL", "linger.ms", "1"))))
                .containsEntry("security.protocol", "SSL")
                .containsEntry(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000)
                .doesNotContainKey("linger.ms");
    }

    private static PublisherConfig with(Map<String, String> kafka) {
        return new PublisherConfig("127.0.0.1:9092", kafka, "http://127.0.0.1:8081", Map.of(), TOPICS);
    }
}
