package dev.credence.bench.pipeline;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers that poll and count, in as many threads as the applications have: what the broker and its client can give. */
final class RawConsumer {
    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final TopicCatalogue catalogue;
    private final long outcomes;
    private final AtomicLong firstMs = new AtomicLong();
    private final AtomicLong counted = new AtomicLong();

    RawConsumer(Settings settings, TopicCatalogue catalogue, long outcomes) {
        this.bootstrapServers = settings.text(Key.BOOTSTRAP_SERVERS);
        this.catalogue = catalogue;
        this.outcomes = outcomes;
    }

    /** Outcomes a second, from the first that comes to the last. */
    double pass(int threads) throws Exception {
        List<FutureTask<Long>> tasks = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            FutureTask<Long> task = new FutureTask<>(() -> consume(number, threads));
            Thread started = new Thread(task, "bench-consumer-" + thread);
            started.setDaemon(true);
            started.start();
            tasks.add(task);
        }
        long endedMs = 0;
        for (FutureTask<Long> task : tasks) {
            endedMs = Math.max(endedMs, task.get());
        }
        return outcomes / ((endedMs - firstMs.get()) / 1e3);
    }

    /** When its last record came. */
    private long consume(int number, int threads) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> own = new ArrayList<>();
            for (int partition = number; partition < catalogue.partitions(); partition += threads) {
                own.add(new TopicPartition(catalogue.confidence(), partition));
            }
            consumer.assign(own);
            consumer.seekToBeginning(own);
            long lastMs = 0;
            while (counted.get() < outcomes) {
                int records = consumer.poll(POLL).count();
                if (records > 0) {
                    firstMs.compareAndSet(0, System.currentTimeMillis());
                    counted.addAndGet(records);
                    lastMs = System.currentTimeMillis();
                }
            }
            return lastMs;
        }
    }
}
