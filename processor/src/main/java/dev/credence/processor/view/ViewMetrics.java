package dev.credence.processor.view;

import dev.credence.storage.ViewSize;
import dev.credence.storage.WriteBatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The meters of the view writer. */
final class ViewMetrics {
    private static final double[] PERCENTILES = {0.5, 0.99};
    private static final Duration[] FRESH = {
        Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(150),
        Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(1600),
        Duration.ofMillis(2500), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30),
        Duration.ofMinutes(1), Duration.ofMinutes(5)
    };
    private static final Duration[] COMMIT = {
        Duration.ofMillis(1), Duration.ofNanos(2_500_000), Duration.ofMillis(5), Duration.ofMillis(10),
        Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
        Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(2500), Duration.ofSeconds(10)
    };

    private static final Duration[] SCRUB = {
        Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1)
    };

    private final MeterRegistry registry;
    private final Progress progress;
    private final Timer freshness;
    private final Timer commits;
    private final Counter rebuilds;
    private final Timer scrubs;
    private final Counter damages;
    private volatile ViewSize size = new ViewSize(0, 0);

    /** Confined to the reading thread. */
    private final Set<TopicPartition> followed = new HashSet<>();

    /** Confined to the writing thread. */
    private final Map<String, Long> ledgerOffsets = new HashMap<>();

    ViewMetrics(MeterRegistry registry, Progress progress) {
        this.registry = registry;
        this.progress = progress;
        this.freshness = Timer.builder("credence.freshness")
                .description("From a record's append to its being readable, the last record of each batch")
                .publishPercentiles(PERCENTILES)
                .serviceLevelObjectives(FRESH)
                .register(registry);
        this.commits = Timer.builder("credence.view.commit")
                .description("Transactions of the view")
                .serviceLevelObjectives(COMMIT)
                .register(registry);
        this.rebuilds = Counter.builder("credence.view.rebuilds")
                .description("Generations begun because an earlier one could not be continued")
                .register(registry);
        this.scrubs = Timer.builder("credence.view.scrub")
                .description("Looks at every row of the view")
                .serviceLevelObjectives(SCRUB)
                .register(registry);
        this.damages = Counter.builder("credence.view.damages")
                .description("Looks at every row of the view that found damage")
                .register(registry);
        Gauge.builder("credence.view.file", this, metrics -> metrics.size.fileBytes())
                .description("The database file")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("credence.view.wal", this, metrics -> metrics.size.walBytes())
                .description("The write-ahead log beside the database file")
                .baseUnit("bytes")
                .register(registry);
    }

    void follows(List<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            if (!followed.add(partition)) {
                continue;
            }
            Gauge.builder("credence.view.behind.records", progress, p -> p.recordsBehind(partition))
                    .description("Records that the view does not show yet")
                    .tag("topic", partition.topic())
                    .tag("partition", Integer.toString(partition.partition()))
                    .register(registry);
        }
    }

    void read(TopicPartition partition, int records) {
        registry.counter("credence.view.records", "topic", partition.topic()).increment(records);
    }

    void rebuilds() {
        rebuilds.increment();
    }

    void scrubbed(Duration took, boolean damaged) {
        scrubs.record(took);
        if (damaged) {
            damages.increment();
        }
    }

    void committed(Duration took, ViewSize now) {
        commits.record(took);
        size = now;
    }

    /** How large the view is that was opened. */
    void opened(ViewSize now) {
        size = now;
    }

    /** Of the last minutes; null: nothing became readable in them. */
    @Nullable
    Freshness freshness() {
        ValueAtPercentile[] percentiles = freshness.takeSnapshot().percentileValues();
        double p50 = percentiles[0].value(TimeUnit.MILLISECONDS);
        double p99 = percentiles[1].value(TimeUnit.MILLISECONDS);
        return p99 > 0 ? new Freshness(p50, p99) : null;
    }

    /** Records how fresh the ledger rows are that say more than those before them. */
    void readable(List<WriteBatch.LedgerChange> ledger, long nowMs) {
        for (WriteBatch.LedgerChange change : ledger) {
            String source = change.row().topic() + "-" + change.partition();
            Long before = ledgerOffsets.put(source, change.row().nextOffset());
            boolean more = before == null || change.row().nextOffset() > before;
            if (more && change.row().lastAppendMs() >= 0) {
                freshness.record(
                        Duration.ofMillis(Math.max(0, nowMs - change.row().lastAppendMs())));
            }
        }
    }
}
