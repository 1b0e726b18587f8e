package dev.credence.processor.topology;

import dev.credence.core.body.BodyFormat;
import dev.credence.core.body.BodyRecord;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.ledger.LedgerFormat;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.processor.config.ProcessorConfig;
import dev.credence.processor.judge.PatientDecoder;
import dev.credence.processor.metrics.ProcessorMetrics;
import dev.credence.processor.startup.StreamsSettings;
import dev.credence.processor.window.StreamThreads;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.EventDecoder;
import dev.credence.schemas.wire.EventEncoder;
import dev.credence.schemas.wire.EventSchemas;
import dev.credence.schemas.wire.SchemaLookup;
import dev.credence.schemas.wire.UnknownSchemaException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology in Streams' test driver, which commits after each record. */
final class TopologyHarness implements AutoCloseable {
    static final long NOW = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    static final TopicCatalogue TOPICS = new TopicCatalogue("credence", "credence", 1);
    static final EventEncoder ENCODER = new EventEncoder(1, 2, 2);

    private static final SchemaLookup SCHEMAS = id -> {
        if (id == 1 || id == 2) {
            return id == 1 ? EventSchemas.pattern() : EventSchemas.confidence();
        }
        throw new UnknownSchemaException(id);
    };

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TopologyTestDriver driver;

    TopologyHarness(Path dataDir) {
        this(dataDir, HalfLives.DEFAULT);
    }

    TopologyHarness(Path dataDir, HalfLives halfLives) {
        ProcessorConfig config =
                ProcessorConfig.of("unused:1", "http://unused", TOPICS, dataDir).withHalfLives(halfLives);
        TopologySetup setup = new TopologySetup(
                config,
                Map.of(TOPICS.patterns(), "idP", TOPICS.confidence(), "idC", TOPICS.priority(), "idR"),
                1,
                () -> new PatientDecoder(new EventDecoder(SCHEMAS), new CountDownLatch(1), Duration.ofSeconds(1)),
                (partition, from, to) -> OptionalLong.empty(),
                new StreamThreads(config.window().toMillis(), config.topics().priority()),
                new ProcessorMetrics(meters, TOPICS.sources()));
        driver = new TopologyTestDriver(
                CredenceTopology.of(setup), StreamsSettings.of(config, "test"), Instant.ofEpochMilli(NOW));
    }

    /** Pipes a record as the broker would have stamped it at {@link #NOW}. */
    void pipe(String topic, @Nullable String key, byte @Nullable [] value) {
        pipe(topic, key, value, NOW, new RecordHeaders());
    }

    void pipe(String topic, @Nullable String key, byte @Nullable [] value, long appendMs, Headers headers) {
        TestInputTopic<byte[], byte[]> input =
                driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
        input.pipeInput(
                new TestRecord<>(key == null ? null : key.getBytes(StandardCharsets.UTF_8), value, headers, appendMs));
    }

    /** Everything written to {@code topic} since the last call. */
    List<TestRecord<byte[], byte[]>> drain(String topic) {
        TestOutputTopic<byte[], byte[]> output =
                driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return new ArrayList<>(output.readRecordsToList());
    }

    static String key(TestRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    static EvidenceRow evidence(TestRecord<byte[], byte[]> record) {
        return EvidenceRow.decode(record.value());
    }

    static LedgerRow ledger(TestRecord<byte[], byte[]> record) {
        return LedgerFormat.decode(record.value());
    }

    static BodyRecord body(TestRecord<byte[], byte[]> record) {
        return BodyFormat.decode(record.value());
    }

    static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    double counter(String name, String tag, String value) {
        return meters.get(name).tag(tag, value).counter().count();
    }

    @Override
    public void close() {
        driver.close();
    }
}
