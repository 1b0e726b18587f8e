package dev.credence.ingest.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.ingest.lines.LineWriter;
import dev.credence.schemas.registry.Registry;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.Decoded;
import dev.credence.schemas.wire.EventDecoder;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@WithKafka
class LinePublisherIT {
    private static final long NOW_MS = System.currentTimeMillis();

    private final PublisherCluster cluster;

    LinePublisherIT(KafkaCluster cluster) {
        this.cluster = new PublisherCluster(cluster);
    }

    @Test
    @Tag("smoke")
    void shouldStoreEveryGoodLineOnceAndReportTheTwoBadOnes() throws IOException {
        TopicCatalogue topics = cluster.topics();
        List<Outcome> outcomes = outcomes(20_002);
        List<String> lines =
                new ArrayList<>(outcomes.stream().map(LineWriter::line).toList());
        lines.set(16, "{\"pattern_id\":\"p1\",\"outcome\":\"success\",\"weight\":-1}");
        lines.set(19_000, "not json");
        HeardLines heard = new HeardLines();

        LineTotals totals;
        try (Publisher publisher = Publisher.open(cluster.config(topics))) {
            totals = new LinePublisher(publisher, heard).publishOutcomes(stream(lines), InstantSource.system());
        }

        assertThat(totals).isEqualTo(new LineTotals(20_000, 2, 0, null));
        assertThat(heard.errors)
                .map(Object::toString)
                .hasSize(2)
                .first()
                .isEqualTo("line 17: weight must be > 0 and <= 1000, was -1");
        assertThat(heard.order)
                .isEqualTo(LongStream.rangeClosed(1, 20_002).boxed().toList());
        Map<Receipt, ConsumerRecord<byte[], byte[]>> records =
                cluster.byReceipt(List.of(topics.confidence(), topics.priority()));
        assertThat(records).hasSize(20_000).containsOnlyKeys(heard.receipts.values());
        try (Registry registry = Registry.connect(cluster.registryUrl(), Map.of())) {
            EventDecoder decoder = new EventDecoder(registry);
            heard.receipts.forEach((line, receipt) ->
                    requireSame(topics, outcomes.get((int) (line - 1)), requireNonNull(records.get(receipt)), decoder));
        }
    }

    @Test
    void shouldWriteWhatConfluentsDeserializerReads() throws IOException {
        TopicCatalogue topics = cluster.topics();
        List<Pattern> patterns = IntStream.range(0, 100)
                .mapToObj(i -> Pattern.ofText("p" + i, "strategy", "text … " + i))
                .toList();
        HeardLines heard = new HeardLines();

        try (Publisher publisher = Publisher.open(cluster.config(topics))) {
            LinePublisher lines = new LinePublisher(publisher, heard);
            assertThat(lines.publishPatterns(
                            stream(patterns.stream().map(LineWriter::line).toList())))
                    .isEqualTo(new LineTotals(100, 0, 0, null));
            assertThat(lines.publishOutcomes(
                            stream(List.of("{\"pattern_id\":\"p1\",\"outcome\":\"failure\",\"priority\":\"high\"}")),
                            InstantSource.system()))
                    .isEqualTo(new LineTotals(1, 0, 0, null));
        }

        try (KafkaAvroDeserializer avro = new KafkaAvroDeserializer()) {
            avro.configure(Map.of("schema.registry.url", cluster.registryUrl()), false);
            for (ConsumerRecord<byte[], byte[]> record : cluster.records(topics.patterns())) {
                GenericRecord event = (GenericRecord) avro.deserialize(record.topic(), record.value());
                assertThat(event.get("id")).hasToString(new String(record.key(), UTF_8));
                assertThat(event.get("content").toString()).startsWith("text … ");
            }
            GenericRecord outcome = (GenericRecord) avro.deserialize(
                    topics.priority(), cluster.records(topics.priority()).get(0).value());
            assertThat(outcome.getSchema().getFullName()).isEqualTo("dev.credence.event.ConfidenceEvent");
            assertThat(outcome.get("outcome")).hasToString("FAILURE");
            assertThat(outcome.get("priority")).hasToString("HIGH");
        }
    }

    private static void requireSame(
            TopicCatalogue topics, Outcome outcome, ConsumerRecord<byte[], byte[]> record, EventDecoder decoder) {
        assertThat(new String(record.key(), UTF_8)).isEqualTo(outcome.patternId());
        assertThat(record.topic()).isEqualTo(topics.confidenceFor(outcome.priority()));
        assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
        assertThat(decoder.outcome(record.value())).isEqualTo(new Decoded.Event<>(outcome));
    }

    private static List<Outcome> outcomes(int count) {
        SplittableRandom random = new SplittableRandom(42);
        Priority[] priorities = Priority.values();
        Result[] results = Result.values();
        return IntStream.range(0, count)
                .mapToObj(i -> new Outcome(
                        "route:" + random.nextInt(500),
                        results[random.nextInt(results.length)],
                        1 + random.nextInt(8) / 4.0,
                        NOW_MS - random.nextInt(1_000_000_000),
                        "e-" + i,
                        random.nextBoolean() ? null : "agent-" + random.nextInt(20),
                        priorities[random.nextInt(priorities.length)]))
                .toList();
    }

    private static InputStream stream(List<String> lines) {
        return new ByteArrayInputStream((String.join("\n", lines) + "\n").getBytes(UTF_8));
    }
}
