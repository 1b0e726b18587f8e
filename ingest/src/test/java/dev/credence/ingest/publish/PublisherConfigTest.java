package dev.credence.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.credence.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
