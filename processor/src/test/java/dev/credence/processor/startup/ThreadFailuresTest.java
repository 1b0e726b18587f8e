package dev.credence.processor.startup;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.credence.processor.ledger.LostRecordsException;
import dev.credence.processor.ledger.RefusedException;
import dev.credence.processor.ledger.SourceLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class ThreadFailuresTest {
    /** Closed, so that nothing is paused for. */
    private final CountDownLatch closed = new CountDownLatch(0);

    private final List<Thread> replaced = new ArrayList<>();
    private final ThreadFailures failures = new ThreadFailures(closed, () -> null, replaced::add);

    @Test
    void shouldReplaceAThreadThatDies() {
        assertThat(failures.handle(new IllegalStateException("of the moment"))).isEqualTo(REPLACE_THREAD);

        assertThat(replaced).containsExactly(Thread.currentThread());
        assertThat(failures.failure()).isNull();
    }

    @Test
    void shouldEndTheProcessorWhenTryingAgainChangesNothing() {
        RefusedException refused = new RefusedException("another half-life");

        assertThat(failures.handle(new StreamsException(refused))).isEqualTo(SHUTDOWN_CLIENT);

        assertThat(failures.failure()).isSameAs(refused);
        assertThat(replaced).isEmpty();
    }

    @Test
    void shouldEndTheProcessorWhenRecordsOfOnePartitionStayLost() {
        for (int loss = 1; loss < 5; loss++) {
            assertThat(failures.handle(lost(0))).isEqualTo(REPLACE_THREAD);
            assertThat(failures.handle(lost(1))).isEqualTo(REPLACE_THREAD);
        }

        assertThat(failures.handle(lost(0))).isEqualTo(SHUTDOWN_CLIENT);

        assertThat(failures.failure()).hasMessageContaining("events-0");
    }

    private static StreamsException lost(int partition) {
        SourceLedger ledger = SourceLedger.open(
                new TopicPartition("events", partition),
                "id",
                "app",
                Stores.inMemoryKeyValueStore("test").get(),
                (source, from, to) -> OptionalLong.of(from));
        return new StreamsException(catchThrowableOfType(LostRecordsException.class, () -> ledger.admits(1)));
    }
}
