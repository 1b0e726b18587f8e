package dev.credence.processor.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.model.Priority;
import dev.credence.processor.metrics.ProcessorMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final long NOW = 1_700_000_000_000L;

    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final Window window = new Window(
            context,
            new StreamThreads(1_000, "urgent").ofThisThread(),
            List.of(new TopicPartition("outcomes", 0)),
            new ProcessorMetrics(new SimpleMeterRegistry(), List.of("outcomes")),
            Duration.ofMillis(20),
            1_000_000);

    @Test
    void shouldCommitALoneRecordWhenNothingFollowsIt() {
        took(1);

        assertThat(commitsAt(NOW + 19)).isFalse();
        assertThat(commitsAt(NOW + 20)).isTrue();
    }

    @Test
    void shouldNotTakeAPauseInAFlowForItsEnd() {
        took(1_000);

        assertThat(commitsAt(NOW + 199)).isFalse();
        assertThat(commitsAt(NOW + 200)).isTrue();
    }

    @Test
    void shouldCommitAFullBatchAsSoonAsNothingWaits() {
        took(40_000);

        assertThat(commitsAt(NOW + 1)).isTrue();
    }

    @Test
    void shouldBeginAnewWithEachBatch() {
        took(1_000);
        window.close(1);
        took(1);

        assertThat(commitsAt(NOW + 20)).isTrue();
    }

    private void took(int records) {
        context.setCurrentSystemTimeMs(NOW);
        for (int i = 0; i < records; i++) {
            window.took(Priority.MEDIUM);
        }
    }

    private boolean commitsAt(long nowMs) {
        context.scheduledPunctuators().stream()
                .filter(scheduled -> !scheduled.cancelled())
                .forEach(scheduled -> scheduled.getPunctuator().punctuate(nowMs));
        return context.committed();
    }
}
