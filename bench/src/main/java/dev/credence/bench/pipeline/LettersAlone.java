package dev.credence.bench.pipeline;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The dead letters of a pass, sent again by producers that do nothing else: same bytes and headers, same batches and
 * packing as the processor's, a transaction a thread. What a dead letter costs Kafka's client and broker, whoever refuses
 * the record: the limit of a pass that has to write them. Confined to one thread.
 */
final class LettersAlone {
    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final String topic;
    private final List<ConsumerRecord<byte[], byte[]>> letters;

    private LettersAlone(String bootstrapServers, String topic, List<ConsumerRecord<byte[], byte[]>> letters) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.letters = letters;
    }

    /** The first {@code count} that can be read, with all that they carry. */
    static LettersAlone read(Settings settings, TopicCatalogue catalogue, int count) {
        String bootstrapServers = settings.text(Key.BOOTSTRAP_SERVERS);
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>(count);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, catalogue.partitions())
                    .mapToObj(partition -> new TopicPartition(catalogue.deadLetter(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (letters.size() < count) {
                consumer.poll(POLL).forEach(letters::add);
            }
        }
        return new LettersAlone(bootstrapServers, catalogue.deadLetter(), List.copyOf(letters.subList(0, count)));
    }

    /** Seconds until all are committed, all threads together. */
    double seconds(int threads) throws Exception {
        List<KafkaProducer<byte[], byte[]>> producers = new ArrayList<>();
        try {
            for (int thread = 0; thread < threads; thread++) {
                KafkaProducer<byte[], byte[]> producer = open("bench-letters-" + thread);
                producers.add(producer);
                producer.initTransactions();
            }
            long began = System.nanoTime();
            List<FutureTask<Boolean>> tasks = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                FutureTask<Boolean> task = new FutureTask<>(() -> send(producers.get(number), number, threads), true);
                tasks.add(task);
                Thread started = new Thread(task, "bench-letters-" + thread);
                started.setDaemon(true);
                started.start();
            }
            for (FutureTask<Boolean> task : tasks) {
                boolean unused = task.get();
            }
            return (System.nanoTime() - began) / 1e9;
        } finally {
            producers.forEach(KafkaProducer::close);
        }
    }

    /** Those of every {@code threads}th partition, to where they came from; what is refused fails the commit. */
    private void send(KafkaProducer<byte[], byte[]> producer, int number, int threads) {
        producer.beginTransaction();
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            if (letter.partition() % threads == number) {
                Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(
                        topic, letter.partition(), letter.timestamp(), letter.key(), letter.value(), letter.headers()));
            }
        }
        producer.commitTransaction();
    }

    private KafkaProducer<byte[], byte[]> open(String transactionalId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 100);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
