package dev.credence.processor.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.processor.view.LogSnapshot.Topic;
import dev.credence.storage.WriteBatch.Position;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StartPlanTest {
    private static final long NOW = 1_760_000_000_000L;
    private static final long WEEK = Duration.ofDays(7).toMillis();
    private static final LogSnapshot LOG = log("A", 1, 5, 100);

    @Test
    void shouldContinueWhenThePositionIsInTheLog() {
        assertThat(obstacle(at("A", 50))).isEmpty();
        assertThat(obstacle(at("A", 5))).isEmpty();
        assertThat(obstacle(at("A", 100))).isEmpty();
    }

    @Test
    void shouldBeginAgainWhenTheTopicIsAnother() {
        assertThat(obstacle(at("B", 50)))
                .hasValueSatisfying(why -> assertThat(why).contains("recreated", "id was B and is A"));
    }

    @Test
    void shouldBeginAgainWhenThePositionIsOutsideTheLog() {
        assertThat(obstacle(at("A", 4))).isPresent();
        assertThat(obstacle(at("A", 101)))
                .hasValueSatisfying(why -> assertThat(why).contains("x-0@101", "from 5 to 100"));
    }

    @Test
    void shouldBeginAgainWhenPartitionsWereAdded() {
        assertThat(StartPlan.obstacle(List.of(at("A", 50)), log("A", 2, 5, 100), NOW, NOW))
                .hasValueSatisfying(why -> assertThat(why).contains("from {x=1} to {x=2}"));
    }

    @Test
    void shouldBeginAgainWhenItWasCaughtUpTooLongAgo() {
        long half = WEEK / 2;

        assertThat(StartPlan.obstacle(List.of(at("A", 50)), LOG, NOW - half, NOW))
                .isEmpty();
        assertThat(StartPlan.obstacle(List.of(at("A", 50)), LOG, NOW - half - 1, NOW))
                .isPresent();
        assertThat(StartPlan.obstacle(List.of(at("A", 50)), LOG, -1, NOW)).isPresent();
    }

    @Test
    void shouldBeginAgainWhenTheClockWasSetBackByTooMuch() {
        long half = WEEK / 2;

        assertThat(StartPlan.obstacle(List.of(at("A", 50)), LOG, NOW + half, NOW))
                .isEmpty();
        assertThat(StartPlan.obstacle(List.of(at("A", 50)), LOG, NOW + half + 1, NOW))
                .isPresent();
    }

    @Test
    void shouldNoticeDriftOnlyWhenTopicsChange() {
        assertThat(StartPlan.drift(LOG, log("A", 1, 50, 900))).isEmpty();
        assertThat(StartPlan.drift(LOG, log("B", 1, 5, 100))).isPresent();
        assertThat(StartPlan.drift(LOG, log("A", 2, 5, 100))).isPresent();
    }

    @Test
    void shouldStartAtTheFirstOffsetsWhenTheViewIsEmpty() {
        assertThat(StartPlan.fromStart(LOG)).containsExactly(new Position("x", 0, "A", 5, -1));
    }

    private static java.util.Optional<String> obstacle(Position stored) {
        return StartPlan.obstacle(List.of(stored), LOG, NOW, NOW);
    }

    private static Position at(String topicId, long offset) {
        return new Position("x", 0, topicId, offset, -1);
    }

    private static LogSnapshot log(String id, int partitions, long start, long end) {
        TopicPartition first = new TopicPartition("x", 0);
        return new LogSnapshot(Map.of("x", new Topic(id, partitions)), Map.of(first, start), Map.of(first, end), WEEK);
    }
}
