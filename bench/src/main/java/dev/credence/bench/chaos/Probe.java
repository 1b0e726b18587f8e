package dev.credence.bench.chaos;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Result;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.EventEncoder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * An outcome into each partition from outside: published once the broker takes it, then asked for over HTTP until it is
 * counted.
 */
final class Probe implements AutoCloseable {
    private static final int OUTAGE_MS = 120_000;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final KafkaProducer<byte[], byte[]> producer;
    private final TopicCatalogue topics;
    private final EventEncoder encoder;
    private final String url;

    /** @param url of the service that is asked */
    Probe(String bootstrapServers, String url, TopicCatalogue topics, EventEncoder encoder) {
        this.topics = topics;
        this.encoder = encoder;
        this.url = url;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        OUTAGE_MS,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        OUTAGE_MS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        3_000,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        200),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void publish(Pattern pattern) throws InterruptedException, ExecutionException {
        producer.send(record(topics.patterns(), null, pattern.id(), encoder.encode(pattern)))
                .get();
    }

    /** Publishes an outcome of {@code id} into each partition and returns when HTTP answers count them all. */
    void roundTrip(String id) throws InterruptedException, ExecutionException {
        List<Future<RecordMetadata>> outcomes = new ArrayList<>();
        for (int partition = 0; partition < topics.partitions(); partition++) {
            byte[] value = encoder.encode(Outcome.of(id, Result.SUCCESS, System.currentTimeMillis()));
            outcomes.add(producer.send(record(topics.confidence(), partition, id, value)));
        }
        for (Future<RecordMetadata> outcome : outcomes) {
            if (!isReadableWithin(id, outcome.get(), Duration.ofMillis(OUTAGE_MS))) {
                throw new IllegalStateException(receipt(outcome.get()) + " did not become readable");
            }
        }
    }

    /** Whether one more outcome of {@code id} is counted within {@code time}. */
    boolean isCountedWithin(String id, Duration time) throws InterruptedException, ExecutionException {
        byte[] value = encoder.encode(Outcome.of(id, Result.SUCCESS, System.currentTimeMillis()));
        return isReadableWithin(
                id, producer.send(record(topics.confidence(), null, id, value)).get(), time);
    }

    private boolean isReadableWithin(String id, RecordMetadata sent, Duration time) throws InterruptedException {
        URI uri = URI.create(url + "/v1/patterns/" + id + "?after=" + receipt(sent) + "&wait=1000");
        long deadline = System.nanoTime() + time.toNanos();
        while (status(uri) != 200) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return true;
    }

    private static String receipt(RecordMetadata sent) {
        return sent.topic() + "-" + sent.partition() + "@" + sent.offset();
    }

    @SuppressWarnings("NullAway") // Kafka takes no partition for one that it chooses
    private static ProducerRecord<byte[], byte[]> record(
            String topic, @Nullable Integer partition, String id, byte[] value) {
        return new ProducerRecord<>(topic, partition, id.getBytes(StandardCharsets.US_ASCII), value);
    }

    private int status(URI uri) throws InterruptedException {
        try {
            return http.send(
                            HttpRequest.newBuilder(uri)
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException nobody) {
            return 0;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
