package dev.credence.processor.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.junit.jupiter.api.Test;

/** What {@link BatchStore} relies on and no contract of Streams promises. */
class StreamsInternalsTest {
    @Test
    void shouldRunOnTheVersionWhoseInternalsWereRead() {
        assertThat(AppInfoParser.getVersion())
                .as("before accepting another Kafka: read BatchStore's note, see that StreamTask.prepareCommit() still"
                        + " calls flushCache() before the producer is flushed, and run the trap tests (*IT)")
                .isEqualTo("4.3.1");
    }

    @Test
    void shouldStillFindTheHooksThatBatchStoreOverrides() {
        assertThat(Arrays.stream(CachedStateStore.class.getDeclaredMethods()).map(Method::getName))
                .containsExactlyInAnyOrder("setFlushListener", "flushCache", "clearCache");
        assertThat(CachedStateStore.class).isAssignableFrom(BatchStore.class);
    }
}
