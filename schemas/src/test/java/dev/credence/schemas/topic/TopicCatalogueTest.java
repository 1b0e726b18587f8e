package dev.credence.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.model.Priority;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {
    private final TopicCatalogue topics = new TopicCatalogue("credence", "credence", 4);

    @Test
    void shouldNameTheTopicsOfTheContract() {
        assertThat(topics.sources())
                .containsExactly("credence.patterns", "credence.confidence", "credence.confidence.priority");
        assertThat(topics.bodies()).isEqualTo("credence.bodies");
        assertThat(topics.deadLetter()).isEqualTo("credence.dead-letter");
        assertThat(topics.evidenceChangelog()).isEqualTo("credence-evidence-changelog");
        assertThat(topics.patternStoreChangelog()).isEqualTo("credence-patterns-changelog");
        assertThat(topics.confidenceFor(Priority.HIGH)).isEqualTo(topics.priority());
        assertThat(topics.confidenceFor(Priority.MEDIUM)).isEqualTo(topics.confidence());
    }

    @Test
    void shouldKeepEventsForeverByTheBrokersClock() {
        for (String source : topics.sources()) {
            assertThat(settings(source))
                    .containsEntry("message.timestamp.type", "LogAppendTime")
                    .containsEntry("retention.ms", "-1")
                    .containsEntry("retention.bytes", "-1")
                    .containsEntry("cleanup.policy", "delete");
            assertThat(Integer.parseInt(settings(source).getOrDefault("max.message.bytes", "")))
                    .isBetween((1 << 20) + 1024, (2 << 20) - 1);
        }
    }

    @Test
    void shouldCompactBodiesSoon() {
        assertThat(settings(topics.bodies()))
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("segment.bytes", "67108864")
                .containsEntry("segment.ms", "600000")
                .containsEntry("min.cleanable.dirty.ratio", "0.2")
                .containsEntry("max.compaction.lag.ms", "1800000")
                .containsEntry("delete.retention.ms", "604800000")
                .containsEntry("max.message.bytes", "2162688");
    }

    @Test
    void shouldKeepDeadLettersForever() {
        assertThat(settings(topics.deadLetter()))
                .containsEntry("retention.ms", "-1")
                .containsEntry("max.message.bytes", "2162688");
    }

    @Test
    void shouldNeedTwoReplicasInSyncWhenThereAreThree() {
        assertThat(topics.specs((short) 3))
                .allSatisfy(spec -> assertThat(spec.configs()).containsEntry("min.insync.replicas", "2"));
    }

    @Test
    void shouldRefuseNamesThatTopicsCannotHave() {
        assertThatThrownBy(() -> new TopicCatalogue("a b", "c", 1)).hasMessageContaining("topics.prefix");
        assertThatThrownBy(() -> new TopicCatalogue("a", "", 1)).hasMessageContaining("application.id");
        assertThatThrownBy(() -> new TopicCatalogue("a", "c", 0)).hasMessageContaining("topics.partitions");
    }

    private Map<String, String> settings(String topic) {
        return topics.specs((short) 1).stream()
                .filter(spec -> spec.name().equals(topic))
                .findFirst()
                .orElseThrow()
                .configs();
    }
}
