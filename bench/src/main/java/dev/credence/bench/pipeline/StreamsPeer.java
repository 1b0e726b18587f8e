package dev.credence.bench.pipeline;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.core.evidence.Evidence;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * A Streams application that the product is measured against. The same for both: topic, Avro decoder and judgement (an
 * aggregate takes an object a record, so a peer has one made; the product reads what is plain without), the fold and its
 * bytes, threads, guarantee (exactly_once_v2) and commit interval ({@code window.ms}). For the peers
 * alone, because it is the faster for them: {@code statestore.cache.max.bytes} is 256 MB, so that a row which is changed
 * again before the commit goes into RocksDB and the changelog once, as in the product (with the default of 10 MB nearly
 * every change would); and the last commit is asked for when the backlog is through, as the product does. Everything else
 * is as Streams has it, such as fetches of 1 MiB a partition where the product takes 256 KiB for the sake of what is urgent.
 */
final class StreamsPeer implements AutoCloseable {
    /** The same in a line. */
    static final String FAIRNESS =
            "all: same topic, threads, exactly_once_v2, commit interval; with a store: same Avro decode,"
                    + " judgement and fold, record cache of 256 MB, else as Streams has it";

    private static final long CACHE_BYTES = 256L << 20;

    private final PeerTopology peer;
    private final KafkaStreams streams;
    private final Backlog backlog;
    private final String applicationId;

    StreamsPeer(PeerTopology peer, Settings settings, String topic, long outcomes, int threads) {
        this.peer = peer;
        this.backlog = new Backlog(outcomes);
        applicationId = settings.text(Key.APPLICATION_ID) + "-" + peer.name();
        Properties properties = new Properties();
        properties.putAll(Map.of(
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.text(Key.BOOTSTRAP_SERVERS),
                StreamsConfig.APPLICATION_ID_CONFIG,
                applicationId,
                StreamsConfig.STATE_DIR_CONFIG,
                settings.path(Key.DATA_DIR).resolve(peer.name()).toString(),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                threads,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.duration(Key.WINDOW_MS).toMillis(),
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                CACHE_BYTES,
                StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG,
                Serdes.ByteArraySerde.class,
                StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG,
                Serdes.ByteArraySerde.class,
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG),
                "earliest"));
        streams = new KafkaStreams(peer.topology().apply(topic, backlog), properties);
        streams.start();
    }

    /** Its consumer group. */
    String group() {
        return applicationId;
    }

    /** When the first record was processed, Unix milliseconds. */
    long firstProcessedMs() {
        return backlog.firstMs();
    }

    /** Outcomes in all rows of its store. */
    long counted() {
        long counted = 0;
        try (KeyValueIterator<?, Evidence> rows =
                Objects.requireNonNull(peer.rows()).apply(streams)) {
            while (rows.hasNext()) {
                Evidence evidence = rows.next().value;
                counted += evidence.successes() + evidence.failures();
            }
        }
        return counted;
    }

    @Override
    public void close() {
        streams.close();
    }
}
