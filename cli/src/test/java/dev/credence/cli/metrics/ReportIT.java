package dev.credence.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.credence.cli.config.Key;
import dev.credence.cli.report.Reporter;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The report of a running product, in its log. */
@WithKafka
final class ReportIT {
    private final KafkaCluster cluster;
    private final Logger logger = (Logger) LoggerFactory.getLogger(Reporter.class);
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> log = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };

    @TempDir
    Path dataDir;

    ReportIT(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(log);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Test
    void shouldSayThatNothingHappenedAndThenWhatDid() {
        try (RunningProduct product = new RunningProduct(cluster, dataDir, Map.of(Key.REPORT_INTERVAL_MS, "100"))) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> lines.stream().anyMatch(line -> line.startsWith("nothing happened since ")));

            product.post("/v1/confidence", "{\"pattern_id\":\"p1\",\"outcome\":\"success\"}");

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(lines)
                            .anyMatch(line -> line.startsWith("  operations   1 ("))
                            .anyMatch(line -> line.startsWith("  batches      1 of 1 events ("))
                            .anyMatch(line -> line.startsWith("  ledger ") && line.endsWith(" dead-lettered (+1)"))
                            .anyMatch(line -> line.matches("  freshness    p50 [\\d.]+ ms, p99 [\\d.]+ ms")));
        }
    }

    @Test
    void shouldNotReportUnlessMonitoringIsEnabled() {
        Map<Key, String> disabled = Map.of(Key.REPORT_INTERVAL_MS, "10", Key.MONITORING_ENABLED, "false");
        try (RunningProduct product = new RunningProduct(cluster, dataDir, disabled)) {
            assertThat(product.get("/readyz").statusCode()).isEqualTo(200);
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("credence-report");
        }
        assertThat(lines).isEmpty();
    }
}
