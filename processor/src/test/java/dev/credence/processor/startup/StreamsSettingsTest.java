package dev.credence.processor.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.processor.config.ProcessorConfig;
import dev.credence.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsSettingsTest {
    @Test
    void shouldNotLetARestoreWaitForWhatAnEmptyChangelogHas() {
        assertThat(restoreWaits(Map.of())).isEqualTo("20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch.max.wait.ms", "consumer.fetch.max.wait.ms", "restore.consumer.fetch.max.wait.ms"})
    void shouldLetARestoreWaitAsTheUserSays(String key) {
        assertThat(restoreWaits(Map.of(key, "77"))).isEqualTo("77");
    }

    /** As Streams makes it of the settings. */
    private static String restoreWaits(Map<String, String> kafka) {
        ProcessorConfig config = ProcessorConfig.of(
                        "127.0.0.1:9092", "http://127.0.0.1:8081", new TopicCatalogue("t", "t", 1), Path.of("data"))
                .withKafka(kafka);
        return String.valueOf(new StreamsConfig(StreamsSettings.of(config, "instance"))
                .getRestoreConsumerConfigs("client")
                .get(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG));
    }
}
