package dev.credence.cli.runtime;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.core.rules.Limits;
import dev.credence.schemas.patience.RequestTimeout;
import dev.credence.schemas.topic.TopicCatalogue;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A Kafka cluster as a command sees it that only looks. */
public record Cluster(Settings settings) {
    private static final int API_TIMEOUT_MS = 15_000;
    private static final int REQUEST_TIMEOUT_MS = 10_000;
    private static final int CONTACT_TIMEOUT_MS = 5_000;

    /** {@code host:port}, separated by commas. */
    public String bootstrapServers() {
        return settings.text(Key.BOOTSTRAP_SERVERS);
    }

    /** An admin client that gives up after a while instead of waiting for a broker that is not there. */
    public Admin admin() {
        return admin(API_TIMEOUT_MS);
    }

    /** The same with another patience, in milliseconds. */
    public Admin admin(int apiTimeoutMs) {
        Map<String, Object> properties = client("admin");
        RequestTimeout.ofAdmin(properties, apiTimeoutMs, REQUEST_TIMEOUT_MS);
        return new BriefAdmin(properties);
    }

    /**
     * This cluster, once a broker has answered.
     *
     * @throws UnreachableException if none does within a few seconds, or nothing listens there
     */
    public Cluster required() {
        requireListener(settings);
        try (Admin admin = admin(CONTACT_TIMEOUT_MS)) {
            admin.describeCluster().clusterId().get(CONTACT_TIMEOUT_MS, TimeUnit.MILLISECONDS);
            return this;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(settings, "interrupted", e);
        } catch (TimeoutException e) {
            throw unreachable(settings, "no answer within " + CONTACT_TIMEOUT_MS / 1000 + " s", e);
        } catch (ExecutionException | KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw unreachable(settings, String.valueOf(cause.getMessage()), e);
        }
    }

    /** @throws UnreachableException if nothing listens at bootstrap.servers */
    public static void requireListener(Settings settings) {
        String problem = Reach.problemOfAll(settings.text(Key.BOOTSTRAP_SERVERS));
        if (problem != null) {
            throw unreachable(settings, problem, null);
        }
    }

    private static UnreachableException unreachable(Settings settings, String why, @Nullable Exception cause) {
        return new UnreachableException(
                "no Kafka broker answers at " + settings.text(Key.BOOTSTRAP_SERVERS) + " (" + why
                        + "): start one with 'credence up', name yours with --bootstrap-server, or ask 'credence doctor'",
                cause);
    }

    /** A consumer without a group: it is given its partitions, commits nothing, and sees what is committed only. */
    public Consumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = client("consumer");
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A producer that loses and doubles nothing: idempotent, acks=all. */
    public Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(producerProperties(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> producerProperties() {
        Map<String, Object> properties = client("producer");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Limits.OUTPUT_BYTES);
        return properties;
    }

    /**
     * The same in transactions.
     *
     * @param transactionalId whoever had it before is ended by {@code initTransactions}
     */
    public Producer<byte[], byte[]> transactionalProducer(String transactionalId) {
        Map<String, Object> properties = producerProperties();
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The catalogue with the number of partitions that the topics have. */
    public TopicCatalogue catalogue() {
        try (Admin admin = admin()) {
            return Clients.existing(settings, admin);
        }
    }

    private Map<String, Object> client(String kind) {
        Map<String, Object> properties = new HashMap<>(settings.kafka(kind));
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        properties.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return properties;
    }
}
