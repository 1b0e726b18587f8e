package dev.credence.processor.metrics;

import dev.credence.core.rules.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The processor's meters. Counted when a batch is flushed, so a batch whose transaction is aborted is counted again;
 * exact totals are the ledger's. Thread-safe.
 */
public final class ProcessorMetrics {
    private static final double[] COUNTS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
    private static final Duration[] OPEN = {
        Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100),
        Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(2500),
        Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(60)
    };

    private final MeterRegistry registry;
    private final Map<String, Fates> fates = new ConcurrentHashMap<>();
    private final Map<Reason, Counter> deadLetters = new EnumMap<>(Reason.class);
    private final Map<CommitCause, Counter> commits = new EnumMap<>(CommitCause.class);
    private final DistributionSummary batchEvents;
    private final DistributionSummary batchRows;
    private final Timer batchSeconds;
    private final Counter saturated;
    private final Counter foreign;
    private final EncodedBytes encoded;

    private record Fates(Counter applied, Counter duplicate, Counter deadLettered) {}

    /** @param topics the source topics, shown from the start */
    public ProcessorMetrics(MeterRegistry registry, Collection<String> topics) {
        this.registry = registry;
        topics.forEach(this::fates);
        for (Reason reason : Reason.values()) {
            deadLetters.put(
                    reason,
                    Counter.builder("credence.dead.letters")
                            .description("Records that were refused and kept, by reason")
                            .tag("reason", reason.code())
                            .register(registry));
        }
        for (CommitCause cause : CommitCause.values()) {
            commits.put(
                    cause,
                    Counter.builder("credence.commit.requests")
                            .description("Batches closed, by what closed them")
                            .tag("cause", cause.label())
                            .register(registry));
        }
        batchEvents = DistributionSummary.builder("credence.batch.events")
                .description("Records of a batch")
                .serviceLevelObjectives(COUNTS)
                .register(registry);
        batchRows = DistributionSummary.builder("credence.batch.rows")
                .description("Rows that a batch wrote")
                .serviceLevelObjectives(COUNTS)
                .register(registry);
        batchSeconds = Timer.builder("credence.batch")
                .description("From a batch's first record to its flush")
                .serviceLevelObjectives(OPEN)
                .register(registry);
        saturated = Counter.builder("credence.saturated")
                .description("Outcomes that met a sum at its cap, which took no more")
                .register(registry);
        foreign = Counter.builder("credence.foreign.partition")
                .description("Records applied in another partition than Java's default partitioner gives their key")
                .register(registry);
        encoded = new EncodedBytes(registry);
    }

    /** Records of one source topic by the fate that they met in a batch. */
    public void events(String topic, long applied, long duplicate, long deadLettered) {
        Fates counters = fates(topic);
        counters.applied().increment((double) applied);
        counters.duplicate().increment((double) duplicate);
        counters.deadLettered().increment((double) deadLettered);
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
    public void commitRequested(CommitCause cause) {
        Counter counter = commits.get(cause);
        if (counter != null) {
            counter.increment();
        }
    }

    /** Outcomes of a batch that met a sum at its cap. */
    public void saturated(long outcomes) {
        saturated.increment((double) outcomes);
    }

    /** Records of a batch that lie in another partition than {@link HomePartition} says. */
    public void foreign(long records) {
        foreign.increment((double) records);
    }

    /** All of it so far. */
    public ProcessorFigures figures() {
        return new ProcessorFigures(
                batchEvents.count(),
                (long) batchEvents.totalAmount(),
                (long) batchRows.totalAmount(),
                deadLetters(),
                encoded.figures());
    }

    private Map<String, Long> deadLetters() {
        Map<String, Long> byReason = new LinkedHashMap<>();
        deadLetters.forEach((reason, counter) -> byReason.put(reason.code(), (long) counter.count()));
        return byReason;
    }

    /** What was encoded. */
    public EncodedBytes encoded() {
        return encoded;
    }

    private Fates fates(String topic) {
        return fates.computeIfAbsent(
                topic, name -> new Fates(fate(name, "applied"), fate(name, "duplicate"), fate(name, "dead-lettered")));
    }

    private Counter fate(String topic, String fate) {
        return Counter.builder("credence.events")
                .description("Records consumed, by source topic and fate")
                .tag("topic", topic)
                .tag("fate", fate)
                .register(registry);
    }
}
