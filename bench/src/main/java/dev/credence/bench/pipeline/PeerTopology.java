package dev.credence.bench.pipeline;

import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceFormat;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Outcome;
import dev.credence.schemas.registry.Registry;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * A topology beside which the product is measured, as one would write it with what Streams offers.
 *
 * @param name a word for it
 * @param topology of outcomes in a topic; tells of each record
 * @param rows the rows of its store; null if it has none
 */
record PeerTopology(
        String name,
        BiFunction<String, Backlog, Topology> topology,
        @Nullable Function<KafkaStreams, KeyValueIterator<?, Evidence>> rows) {
    private static final String STORE = "evidence";
    /** Longer than outcomes lie back. */
    private static final Duration GRACE = Duration.ofDays(365);

    /** The limit that a Streams application can reach here: a processor that takes note. No store, no output. */
    static PeerTopology noOp() {
        return new PeerTopology(
                "noop",
                (topic, backlog) -> {
                    StreamsBuilder builder = new StreamsBuilder();
                    builder.<byte[], byte[]>stream(topic).process(() -> new Counting(backlog));
                    return builder.build();
                },
                null);
    }

    /** The same fold as a KTable on RocksDB: one row a pattern. */
    static PeerTopology kTable(Registry registry) {
        return new PeerTopology(
                "ktable",
                (topic, backlog) -> {
                    StreamsBuilder builder = new StreamsBuilder();
                    outcomes(builder, topic, registry, backlog)
                            .aggregate(
                                    PeerTopology::none,
                                    PeerTopology::fold,
                                    Materialized.<byte[], Evidence, KeyValueStore<Bytes, byte[]>>as(STORE)
                                            .withValueSerde(serde())
                                            .withCachingEnabled());
                    return builder.build();
                },
                streams -> streams.store(StoreQueryParameters.fromNameAndType(
                                STORE, QueryableStoreTypes.<byte[], Evidence>keyValueStore()))
                        .all());
    }

    /**
     * The same fold in the windows of Streams, on RocksDB: one row a pattern and half-life, by the outcomes' own time, which
     * are the blocks that the product's evidence consists of. Nothing is too late.
     */
    static PeerTopology windowed(Registry registry) {
        Duration halfLife = Duration.ofMillis(HalfLives.DEFAULT.defaultMs());
        return new PeerTopology(
                "windowed",
                (topic, backlog) -> {
                    StreamsBuilder builder = new StreamsBuilder();
                    outcomes(builder, topic, registry, backlog)
                            .windowedBy(TimeWindows.ofSizeAndGrace(halfLife, GRACE))
                            .aggregate(
                                    PeerTopology::none,
                                    PeerTopology::fold,
                                    Materialized.<byte[], Evidence, WindowStore<Bytes, byte[]>>as(STORE)
                                            .withRetention(halfLife.plus(GRACE))
                                            .withValueSerde(serde())
                                            .withCachingEnabled());
                    return builder.build();
                },
                streams -> streams.store(StoreQueryParameters.fromNameAndType(
                                STORE, QueryableStoreTypes.<byte[], Evidence>windowStore()))
                        .all());
    }

    private static KGroupedStream<byte[], Outcome> outcomes(
            StreamsBuilder builder, String topic, Registry registry, Backlog backlog) {
        return builder.<byte[], byte[]>stream(topic)
                .processValues(() -> new Judged(registry, backlog))
                .groupByKey();
    }

    private static Evidence none() {
        return new Evidence(HalfLives.DEFAULT.defaultMs());
    }

    private static Evidence fold(byte[] key, Outcome outcome, Evidence evidence) {
        // A sum at its cap takes no more; these are far from it.
        boolean unused = evidence.fold(outcome.result(), outcome.weight(), outcome.occurredAtMs());
        return evidence;
    }

    /** Bytes as in the product's changelog. */
    private static Serde<Evidence> serde() {
        return Serdes.serdeFrom(
                (topic, evidence) -> evidence == null ? null : EvidenceFormat.encode(evidence),
                (topic, bytes) -> bytes == null ? null : EvidenceFormat.decode(bytes));
    }
}
