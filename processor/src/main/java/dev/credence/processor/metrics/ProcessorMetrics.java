package dev.credence.processor.metrics;

import dev.credence.core.rules.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The processor's meters. Counted when a batch is flushed, so a batch whose transaction is aborted is counted again;
 * exact totals are the ledger's. Thread-safe.
 */
public final class ProcessorMetrics {
    private final MeterRegistry registry;
    private final Map<Reason, Counter> deadLetters = new EnumMap<>(Reason.class);
    private final DistributionSummary batchEvents;
    private final DistributionSummary batchRows;
    private final Timer batchSeconds;
    private final Counter saturated;

    public ProcessorMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Reason reason : Reason.values()) {
            deadLetters.put(reason, registry.counter("credence.dead.letters", "reason", reason.code()));
        }
        batchEvents = registry.summary("credence.batch.events");
        batchRows = registry.summary("credence.batch.rows");
        batchSeconds = registry.timer("credence.batch");
        saturated = registry.counter("credence.saturated");
    }

    /** Records of one source topic that met the same fate: {@code applied}, {@code duplicate} or {@code dead-lettered}. */
    public void events(String topic, String fate, long count) {
        if (count > 0) {
            registry.counter("credence.events", "topic", topic, "fate", fate).increment((double) count);
        }
    }

    public void deadLetter(Reason reason) {
        Counter counter = deadLetters.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    /** One batch, from its first record to its flush. */
    public void batch(long events, long rows, long openMs) {
        batchEvents.record((double) events);
        batchRows.record((double) rows);
        batchSeconds.record(openMs, TimeUnit.MILLISECONDS);
    }

    /** A commit that was asked for, or came with the window. */
    public void commitRequested(String cause) {
        registry.counter("credence.commit.requests", "cause", cause).increment();
    }

    /** A sum that took no more because it is at its cap. */
    public void saturated() {
        saturated.increment();
    }
}
