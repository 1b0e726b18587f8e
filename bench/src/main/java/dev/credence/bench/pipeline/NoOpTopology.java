package dev.credence.bench.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The limit that a Streams application can reach here: the same topics, threads and guarantee, and a processor that
 * counts. No store, no output.
 */
final class NoOpTopology implements AutoCloseable {
    /** Gives the processor something to do that cannot be left out. */
    private final LongAdder processed = new LongAdder();

    private final AtomicLong firstProcessedMs = new AtomicLong();
    private final KafkaStreams streams;

    NoOpTopology(
            String bootstrapServers,
            String applicationId,
            List<String> topics,
            int threads,
            long commitMs,
            Path stateDir) {
        Topology topology = new Topology();
        topology.addSource(AutoOffsetReset.earliest(), "events", topics.toArray(String[]::new));
        ProcessorSupplier<byte[], byte[], Void, Void> counting = Counting::new;
        topology.addProcessor("count", counting, "events");
        Properties properties = new Properties();
        properties.putAll(Map.of(
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                StreamsConfig.APPLICATION_ID_CONFIG,
                applicationId,
                StreamsConfig.STATE_DIR_CONFIG,
                stateDir.toString(),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                threads,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                commitMs,
                StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG,
                Serdes.ByteArraySerde.class,
                StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG,
                Serdes.ByteArraySerde.class,
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG),
                "earliest"));
        streams = new KafkaStreams(topology, properties);
        streams.start();
    }

    /** When the first record was processed, Unix milliseconds. */
    long firstProcessedMs() {
        return firstProcessedMs.get();
    }

    @Override
    public void close() {
        streams.close();
    }

    private final class Counting implements Processor<byte[], byte[], Void, Void> {
        @Override
        public void process(Record<byte[], byte[]> event) {
            if (firstProcessedMs.get() == 0) {
                firstProcessedMs.compareAndSet(0, System.currentTimeMillis());
            }
            processed.increment();
        }
    }
}
