package dev.credence.schemas.topic;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicChecksTest {
    private final TopicCatalogue topics = new TopicCatalogue("c", "c", 4);
    private final Map<String, TopicState> states = new HashMap<>();

    @BeforeEach
    void asCreated() {
        for (TopicSpec spec : topics.specs((short) 1)) {
            states.put(spec.name(), new TopicState(spec.name(), Uuid.randomUuid(), spec.partitions(), spec.configs()));
        }
    }

    @Test
    void shouldPassWhenTopicsAreAsCreated() {
        assertThatCode(() -> TopicChecks.check(topics, states)).doesNotThrowAnyException();
        assertThatCode(() -> TopicChecks.check(new TopicCatalogue("c", "c", 9), states))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldNameTheTopicWhenItIsMissing() {
        states.remove("c.confidence");
        assertWrong("c.confidence does not exist", "topics create");
    }

    @Test
    void shouldRefuseWhenEventsTakeTheProducersTime() {
        with("c.confidence", "message.timestamp.type", "CreateTime");
        assertWrong("c.confidence ", "message.timestamp.type=CreateTime", "message.timestamp.type=LogAppendTime");
    }

    @Test
    void shouldRefuseWhenOutcomesWouldBeCompactedAway() {
        with("c.confidence.priority", "cleanup.policy", "compact,delete");
        assertWrong("c.confidence.priority", "cleanup.policy=compact,delete", "cleanup.policy=delete");
    }

    @Test
    void shouldRefuseWhenBodiesWouldBeDeleted() {
        with("c.bodies", "cleanup.policy", "delete");
        assertWrong("c.bodies", "cleanup.policy=compact");
    }

    @Test
    void shouldRefuseWhenOutputsWouldNotFit() {
        with("c.dead-letter", "max.message.bytes", "1048588");
        assertWrong("c.dead-letter", "1048588", "max.message.bytes=2162688");
    }

    @Test
    void shouldRefuseWhenPartitionCountsDiffer() {
        states.computeIfPresent("c.confidence", (name, state) -> new TopicState(name, state.id(), 8, state.configs()));
        assertWrong("c.confidence has 8 partitions", "c.patterns has 4", "--topic c.patterns --partitions 8");
    }

    private void with(String topic, String key, String value) {
        states.computeIfPresent(topic, (name, state) -> {
            Map<String, String> configs = new HashMap<>(state.configs());
            configs.put(key, value);
            return new TopicState(name, state.id(), state.partitions(), configs);
        });
    }

    private void assertWrong(String... parts) {
        assertThatThrownBy(() -> TopicChecks.check(topics, states))
                .isInstanceOf(TopicSetupException.class)
                .hasMessageContainingAll(parts);
    }
}
