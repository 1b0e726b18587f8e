package dev.credence.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.testkit.EventRecords;
import dev.credence.testkit.Fixtures;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.KeyPartition;
import dev.credence.testkit.WithKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole product after a few events, good and bad: what it exports, and whether it adds up. */
@WithKafka
final class MetricNamesIT {
    /** The contract. */
    private static final Map<String, Set<String>> CONTRACT = Map.ofEntries(
            Map.entry("credence_events_total", Set.of("topic", "fate")),
            Map.entry("credence_dead_letters_total", Set.of("reason")),
            Map.entry("credence_batch_events", Set.of()),
            Map.entry("credence_batch_rows", Set.of()),
            Map.entry("credence_batch_seconds", Set.of()),
            Map.entry("credence_commit_requests_total", Set.of("cause")),
            Map.entry("credence_freshness_seconds", Set.of()),
            Map.entry("credence_view_behind_records", Set.of("topic", "partition")),
            Map.entry("credence_view_commit_seconds", Set.of()),
            Map.entry("credence_view_wal_bytes", Set.of()),
            Map.entry("credence_view_file_bytes", Set.of()),
            Map.entry("credence_http_requests_total", Set.of("route", "status")),
            Map.entry("credence_http_request_seconds", Set.of("route")),
            Map.entry("credence_sql_seconds", Set.of("statement")),
            Map.entry("credence_sql_slow_total", Set.of()),
            Map.entry("credence_pool_waiting", Set.of()),
            Map.entry("credence_pool_wait_seconds", Set.of()),
            Map.entry("credence_codec_bytes_total", Set.of("codec", "side")),
            Map.entry("credence_cache_reads_total", Set.of("level", "result")),
            Map.entry("credence_cache_entries", Set.of("level")),
            Map.entry("credence_cache_bytes", Set.of("level")),
            Map.entry("credence_cache_evictions_total", Set.of("level")),
            Map.entry("credence_damaged_rows_total", Set.of()),
            Map.entry("credence_saturated_total", Set.of()),
            Map.entry("credence_foreign_partition_total", Set.of()));

    private static RunningProduct product;
    private static Scrape scrape;
    private static JsonNode stats;

    @BeforeAll
    static void publish(KafkaCluster cluster, @TempDir Path dataDir) {
        product = new RunningProduct(cluster, dataDir, Map.of());
        EventRecords events = cluster.events(product.topics);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        records.add(events.record(Fixtures.PLAIN));
        records.add(events.record(Fixtures.FULL));
        for (int i = 0; i < 20; i++) {
            records.add(events.record(Outcome.of("plain", Result.SUCCESS, Fixtures.T0 + i)));
        }
        records.add(
                events.record(new Outcome("plain", Result.FAILURE, 1.0, Fixtures.T0, null, null, Priority.CRITICAL)));
        records.add(foreign(events));
        records.add(events.raw(product.topics.confidence(), "plain", "no Avro".getBytes(StandardCharsets.UTF_8)));
        records.add(events.raw(product.topics.patterns(), "plain", "no Avro".getBytes(StandardCharsets.UTF_8)));
        cluster.produce(records);
        await().atMost(Duration.ofSeconds(60)).until(() -> consumed(product.json("/v1/stats")) == records.size());
        assertThat(product.get("/v1/patterns/plain").statusCode()).isEqualTo(200);
        stats = product.json("/v1/stats");
        scrape = product.scrape();
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    void shouldExportEveryNameOfTheContract() {
        CONTRACT.forEach((name, labels) -> {
            assertThat(scrape.types()).as("# TYPE of each name").containsKey(name);
            assertThat(scrape.labels(name)).as("labels of " + name).isEqualTo(labels);
        });
    }

    @Test
    void shouldDocumentWhatItExportsAndNothingElse() {
        Map<String, DocumentedMetrics.Metric> documented = DocumentedMetrics.read();
        assertThat(documented.keySet()).containsAll(CONTRACT.keySet());

        documented.forEach((name, metric) -> {
            assertThat(scrape.types()).as("type of " + name).containsEntry(name, metric.type());
            assertThat(scrape.labels(name)).as("labels of " + name).isEqualTo(metric.labels());
        });
        assertThat(scrape.samples())
                .filteredOn(sample -> sample.name().startsWith("credence_"))
                .allSatisfy(sample -> assertThat(documented).containsKey(family(sample.name())));
    }

    @Test
    void shouldCountWhatTheLedgerCounts() {
        for (String topic : product.topics.sources()) {
            for (String fate : List.of("applied", "duplicate", "dead-lettered")) {
                assertThat(scrape.sum("credence_events_total", Map.of("topic", topic, "fate", fate)))
                        .as(topic + " " + fate)
                        .isEqualTo(ledger(topic, fate.replace('-', '_')));
            }
            assertThat(scrape.sum("credence_events_total", Map.of("topic", topic)))
                    .isEqualTo(ledger(topic, "consumed"));
        }
        assertThat(ledger(product.topics.confidence(), "dead_lettered")).isEqualTo(1);
        assertThat(scrape.sum("credence_dead_letters_total", Map.of("reason", "bad-wire-format")))
                .isEqualTo(2);
    }

    @Test
    void shouldMeasureWhatHappened() {
        assertThat(scrape.sum("credence_batch_events_sum", Map.of())).isEqualTo(consumed(stats));
        assertThat(scrape.sum("credence_commit_requests_total", Map.of()))
                .isEqualTo(scrape.sum("credence_batch_seconds_count", Map.of()));
        assertThat(scrape.sum("credence_foreign_partition_total", Map.of())).isEqualTo(1);
        assertThat(scrape.sum("credence_codec_bytes_total", Map.of("side", "original")))
                .isEqualTo(stats.at("/compression/original_bytes").asDouble());
        assertThat(scrape.sum("credence_codec_bytes_total", Map.of("side", "stored")))
                .isEqualTo(stats.at("/compression/stored_bytes").asDouble());
        assertThat(scrape.sum("credence_view_file_bytes", Map.of())).isPositive();
        assertThat(scrape.sum("credence_view_wal_bytes", Map.of())).isPositive();
        assertThat(scrape.sum("credence_view_behind_records", Map.of())).isZero();
        assertThat(scrape.sum("credence_freshness_seconds_count", Map.of())).isPositive();
        assertThat(scrape.sum("credence_freshness_seconds_sum", Map.of())).isBetween(0.001, 60.0);
        assertThat(scrape.sum("credence_sql_seconds_count", Map.of("statement", "get")))
                .isEqualTo(1);
        assertThat(scrape.sum("credence_http_requests_total", Map.of("route", "/v1/patterns/{id}", "status", "200")))
                .isEqualTo(1);
    }

    @Test
    void shouldShowKafkasClientsStreamsAndTheJvm() {
        assertThat(scrape.types())
                .containsKeys(
                        "kafka_consumer_fetch_manager_records_consumed_total",
                        "kafka_producer_record_send_total",
                        "kafka_stream_thread_commit_total",
                        "jvm_memory_used_bytes",
                        "jvm_threads_live_threads",
                        "process_cpu_usage",
                        "process_uptime_seconds");
    }

    @Test
    void shouldLeaveNothingUnmeasuredInTheStatisticsButTheCache() {
        stats.properties().forEach(part -> {
            // A source partition that nothing was taken from has no times.
            if (!part.getKey().equals("cache") && !part.getKey().equals("ledger")) {
                assertThat(part.getValue().toString()).as(part.getKey()).doesNotContain("null");
            }
        });
        assertThat(stats.at("/operations/count").asLong()).isEqualTo(1);
        assertThat(stats.at("/freshness_ms/p99").asDouble())
                .isGreaterThanOrEqualTo(stats.at("/freshness_ms/p50").asDouble());
        assertThat(stats.at("/compression/items").asLong()).isEqualTo(2);
        double original = 0;
        for (JsonNode codec : stats.at("/compression/codecs")) {
            original += codec.path("original_bytes").asDouble();
        }
        assertThat(original).isEqualTo(stats.at("/compression/original_bytes").asDouble());
    }

    @Test
    void shouldSayWhatItIs() {
        JsonNode info = product.json("/info");

        assertThat(info.path("name").asText()).isEqualTo("credence");
        assertThat(info.path("version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(info.has("commit")).isTrue();
        assertThat(info.path("java").asText()).isEqualTo(System.getProperty("java.version"));
        assertThat(info.path("uptime_ms").asLong()).isPositive();
        assertThat(info.path("roles"))
                .extracting(JsonNode::asText)
                .containsExactly("query-service", "processor", "view", "ingest");
        assertThat(info.path("topics_prefix").asText()).isEqualTo(product.topics.prefix());
        assertThat(info.path("application_id").asText()).isEqualTo(product.topics.applicationId());
        assertThat(info.path("generation").asText()).isNotEmpty();
        assertThat(info.path("format").asInt()).isEqualTo(1);
    }

    /** An outcome as a client with another partitioner would send it: to the other one of two partitions. */
    private static ProducerRecord<byte[], byte[]> foreign(EventRecords events) {
        ProducerRecord<byte[], byte[]> home = events.record(Outcome.of("plain", Result.SUCCESS, Fixtures.T0));
        int other = 1 - KeyPartition.MURMUR2.of(home.key(), RunningProduct.PARTITIONS);
        return new ProducerRecord<>(home.topic(), other, home.key(), home.value());
    }

    private static double consumed(JsonNode stats) {
        double consumed = 0;
        for (JsonNode row : stats.path("ledger")) {
            consumed += row.path("consumed").asDouble();
        }
        return consumed;
    }

    private static double ledger(String topic, String field) {
        double sum = 0;
        for (JsonNode row : stats.path("ledger")) {
            sum += row.path("topic").asText().equals(topic) ? row.path(field).asDouble() : 0;
        }
        return sum;
    }

    /** The name that a sample belongs to. */
    private static String family(String sample) {
        for (String suffix : List.of("_bucket", "_sum", "_count", "_max")) {
            if (sample.endsWith(suffix)) {
                return sample.substring(0, sample.length() - suffix.length());
            }
        }
        return sample;
    }
}
