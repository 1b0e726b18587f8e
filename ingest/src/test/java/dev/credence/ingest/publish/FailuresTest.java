package dev.credence.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.schemas.topic.TopicCatalogue;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final Failures failures = new Failures(new PublisherConfig(
            "kafka:9092", Map.of(), "http://registry:8081", Map.of(), new TopicCatalogue("credence", "credence", 1)));

    @Test
    void shouldTellARefusalAlsoWhenTheProducerRepeatsItAsACause() {
        ClusterAuthorizationException refusal = new ClusterAuthorizationException("no right to write");

        assertThat(failures.sending("credence.patterns", refusal))
                .isInstanceOf(NotAuthorisedException.class)
                .hasMessageStartingWith("may not publish to credence.patterns: no right to write");
        assertThat(failures.sending("credence.patterns", new KafkaException("in an error state", refusal)))
                .isInstanceOf(NotAuthorisedException.class)
                .hasMessageStartingWith("may not publish to credence.patterns: no right to write");
        assertThat(failures.sending("credence.patterns", new KafkaException("in an error state")))
                .isNotInstanceOf(NotAuthorisedException.class);
    }
}
