package dev.credence.processor.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private static final TopicPartition BODIES = new TopicPartition("bodies", 0);
    private static final TopicPartition EVIDENCE = new TopicPartition("evidence", 0);

    private final LogSnapshot begun =
            new LogSnapshot(Map.of(), Map.of(BODIES, 0L, EVIDENCE, 1_000L), Map.of(BODIES, 500L, EVIDENCE, 2_000L), 0);

    @Test
    void shouldHoldWhatIsAheadOfTheRest() {
        assertThat(ReadAhead.held(begun, Map.of(BODIES, 50L, EVIDENCE, 1_120L))).isEmpty();
        assertThat(ReadAhead.held(begun, Map.of(BODIES, 50L, EVIDENCE, 1_121L))).containsExactly(EVIDENCE);
        assertThat(ReadAhead.held(begun, Map.of(BODIES, 500L, EVIDENCE, 1_121L)))
                .containsExactly(BODIES);
    }

    @Test
    void shouldHoldNothingOnceTheEndsAreReached() {
        assertThat(ReadAhead.held(begun, Map.of(BODIES, 501L, EVIDENCE, 9_000L)))
                .isEmpty();
    }

    @Test
    void shouldTakeAnEmptyPartitionForRead() {
        LogSnapshot empty =
                new LogSnapshot(Map.of(), Map.of(BODIES, 7L, EVIDENCE, 0L), Map.of(BODIES, 7L, EVIDENCE, 1_000L), 0);

        assertThat(ReadAhead.held(empty, Map.of(BODIES, 7L, EVIDENCE, 0L))).containsExactly(BODIES);
        assertThat(ReadAhead.held(empty, Map.of(BODIES, 7L, EVIDENCE, 1_000L))).isEmpty();
    }
}
