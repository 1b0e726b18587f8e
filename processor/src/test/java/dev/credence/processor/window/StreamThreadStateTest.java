package dev.credence.processor.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StreamThreadStateTest {
    private static final TopicPartition INPUT = new TopicPartition("events", 0);

    private final StreamThreadState thread = new StreamThreadState(new CommitPacer(1_000, System::currentTimeMillis));

    @Test
    void shouldKnowOfNothingThatWaitsBeforeTheFirstPoll() {
        assertThat(thread.waiting(List.of(INPUT))).isZero();
    }

    @Test
    void shouldCountWhatTheConsumerHasNotHandedOver() {
        try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest")) {
            consumer.assign(List.of(INPUT));
            consumer.updateBeginningOffsets(Map.of(INPUT, 0L));
            consumer.updateEndOffsets(Map.of(INPUT, 3L));
            consumer.addRecord(new ConsumerRecord<>("events", 0, 0, new byte[0], new byte[0]));
            thread.reads(consumer);

            consumer.poll(Duration.ZERO);
            assertThat(thread.waiting(List.of(INPUT))).isEqualTo(2);

            consumer.updateEndOffsets(Map.of(INPUT, 1L));
            assertThat(thread.waiting(List.of(INPUT))).isZero();
        }
    }
}
