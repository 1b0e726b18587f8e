package dev.credence.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.query.json.StatsJson;
import dev.credence.query.read.Batches;
import dev.credence.query.read.CodecBytes;
import dev.credence.query.read.Freshness;
import dev.credence.query.read.Operations;
import dev.credence.query.read.Statistics;
import dev.credence.storage.LedgerEntry;
import dev.credence.storage.ReadStatistics;
import dev.credence.storage.ReadStatistics.SlowRead;
import dev.credence.storage.ViewIdentity;
import dev.credence.storage.ViewInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports at times that the test decides. */
final class ReporterTest {
    private static final long T0 = Instant.parse("2026-01-02T03:04:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;

    private final List<String> lines = new ArrayList<>();
    private Statistics statistics = at(T0, 100, 1_000, 0);
    private final Reporter reporter = new Reporter(() -> StatsJson.of(statistics), lines::add);

    @Test
    void shouldReportWhatTheIntervalBroughtAndNotTheTotals() {
        reporter.report();
        assertThat(lines).isEmpty();

        statistics = at(T0 + MINUTE, 700, 4_000, 1);
        reporter.report();

        assertThat(lines)
                .containsExactly(
                        "statistics of the last 60.0 s, as of 2026-01-02T03:05:00.000Z",
                        "  patterns     3",
                        "  operations   600 (10.0/s), mean 0.50 ms, p95 0.90 ms, p99 2.50 ms",
                        "  freshness    p50 110 ms, p99 180 ms",
                        "  batches      30 of 3,000 events (50.0/s), 100.0 each, 60 rows",
                        "  database     600 reads, mean 0.20 ms, p99 0.40 ms, 1 slow",
                        "  pool         1 of 5 busy, 2 waiting",
                        "  file         2.0 MB, WAL 512.0 KB",
                        "  cache        hits -; l1 -, l2 -, l3 -",
                        "  compression  3 bodies, 1,000 bytes stored as 250 bytes, 75.0 % saved",
                        "  codecs       zlib 60.0 %",
                        "  slow read    select took 120 ms at 2026-01-02T03:04:59.000Z",
                        "  ledger       credence.confidence-0 next 4,001: 4,000 consumed = 3,990 applied + 0 duplicate"
                                + " + 10 dead-lettered (+3,000)");
    }

    @Test
    void shouldClaimNoIntervalWhenTheClockWasSetBack() {
        reporter.report();
        statistics = at(T0 - MINUTE, 700, 4_000, 0);

        reporter.report();

        assertThat(lines.get(0))
                .isEqualTo("statistics across a clock that was set back, as of 2026-01-02T03:03:00.000Z");
        assertThat(lines).contains("  operations   600 (-), mean 0.50 ms, p95 0.90 ms, p99 2.50 ms");
    }

    @Test
    void shouldSayOnceThatNothingHappenedAndThenBeSilentUntilSomethingDoes() {
        reporter.report();
        for (int minute = 1; minute <= 3; minute++) {
            statistics = at(T0 + minute * MINUTE, 100, 1_000, 0);
            reporter.report();
        }
        assertThat(lines)
                .containsExactly(
                        "nothing happened since 2026-01-02T03:04:00.000Z; the next report comes when something has");

        statistics = at(T0 + 4 * MINUTE, 101, 1_000, 0);
        reporter.report();
        statistics = at(T0 + 5 * MINUTE, 101, 1_000, 0);
        reporter.report();

        assertThat(lines)
                .filteredOn(line -> line.startsWith("statistics") || line.startsWith("nothing"))
                .hasSize(3)
                .last()
                .asString()
                .startsWith("nothing happened since 2026-01-02T03:08:00.000Z");
        assertThat(lines).contains("  operations   1 (0.0/s), mean 0.50 ms, p95 0.90 ms, p99 2.50 ms");
    }

    @Test
    void shouldLeaveOutTheLedgerOfSourcesThatDidNotMoveWhenReporting() {
        reporter.report();
        statistics = at(T0 + MINUTE, 700, 1_000, 0);
        reporter.report();

        assertThat(lines).contains("  patterns     3").noneMatch(line -> line.startsWith("  ledger"));
    }

    @Test
    void shouldShowTheLedgerOfEverySourceWhenAskedSinceTheStart() throws IOException {
        assertThat(StatsText.of(new ObjectMapper().readTree(StatsJson.of(statistics)), null))
                .contains("  ledger       credence.confidence-0 next 1,001: 1,000 consumed = 990 applied + 0 duplicate"
                        + " + 10 dead-lettered");
    }

    @Test
    void shouldShowADashWhereNothingWasMeasured() throws IOException {
        byte[] nothing =
                StatsJson.of(new Statistics(T0, null, null, null, List.of(), null, null, null, null, null, null));

        assertThat(StatsText.of(new ObjectMapper().readTree(nothing), null))
                .containsExactly(
                        "statistics as of 2026-01-02T03:04:00.000Z",
                        "  patterns     -",
                        "  operations   - (-), mean -, p95 -, p99 -",
                        "  freshness    p50 -, p99 -",
                        "  batches      - of - events (-), - each, - rows",
                        "  database     - reads, mean -, p99 -, - slow",
                        "  pool         - of - busy, - waiting",
                        "  file         -, WAL -",
                        "  cache        hits -; l1 -, l2 -, l3 -",
                        "  compression  - bodies, - stored as -, - saved",
                        "  codecs       -");
    }

    /** All operations take 0.5 ms, all reads 0.2 ms; a hundred events a batch. */
    private static Statistics at(long asOfMs, long operations, long events, long slow) {
        List<SlowRead> slowReads = slow == 0 ? List.of() : List.of(new SlowRead("select", asOfMs - 1_000, 120));
        LedgerRow row = new LedgerRow(
                "credence.confidence", "id", events + 1, events, events - 10, 0, 10, events / 100, 20, 1, 2, 3, false);
        return new Statistics(
                asOfMs,
                new ViewInfo(
                        new ViewIdentity("credence", "credence", HalfLives.DEFAULT),
                        "g1",
                        1,
                        1,
                        1,
                        1,
                        3,
                        3,
                        1_000,
                        250,
                        2 << 20,
                        512 << 10),
                new ReadStatistics(operations, operations * 200_000, 400_000, slow, slowReads, 0, 0, 5, 1, 2),
                null,
                List.of(new LedgerEntry(0, row)),
                new Operations.Summary(operations, 1.0, 0.5, 0.4, 0.9, 2.5),
                new Freshness(110, 180),
                null,
                new Batches(events / 100, events, events / 50),
                null,
                List.of(new CodecBytes("zlib", 1_000, 400)));
    }
}
