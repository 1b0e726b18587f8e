package dev.credence.bench.agents;

import dev.credence.bench.stack.Stack;
import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Up;
import dev.credence.client.ClientConfig;
import dev.credence.client.CredenceClient;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Topics beside the product's, with a Streams application in its place that reads the outcomes and does nothing with them.
 * So it tells what those who report, the broker, and a Streams application with the same threads, guarantee and commit
 * interval cost by themselves. The product runs beside it and has nothing to do; while it learns, this has nothing to do.
 */
final class Unlearned implements AutoCloseable {
    private static final String PREFIX = "unlearned";
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(10);

    private final CredenceClient client;
    private final KafkaStreams streams;

    private Unlearned(CredenceClient client, KafkaStreams streams) {
        this.client = client;
        this.streams = streams;
    }

    /** On the broker of {@code stack}. */
    static Unlearned start(Stack stack) {
        Up up = stack.up();
        Settings settings = up.settings().with(Map.of(Key.TOPICS_PREFIX, new Setting(PREFIX, "benchmark")));
        TopicCatalogue catalogue = Clients.catalogue(settings);
        try (Admin admin = Clients.admin(settings)) {
            Topics.createMissing(admin, catalogue, (short) 1);
        }
        CredenceClient client =
                CredenceClient.open(ClientConfig.http(up.url()).withKafka(Clients.publisher(settings, catalogue)));
        StreamsBuilder builder = new StreamsBuilder();
        builder.<byte[], byte[]>stream(catalogue.confidence()).foreach((key, value) -> {});
        KafkaStreams streams = new KafkaStreams(builder.build(), properties(settings, catalogue));
        streams.start();
        return new Unlearned(client, streams);
    }

    private static Properties properties(Settings settings, TopicCatalogue catalogue) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.text(Key.BOOTSTRAP_SERVERS),
                StreamsConfig.APPLICATION_ID_CONFIG,
                PREFIX,
                StreamsConfig.STATE_DIR_CONFIG,
                settings.path(Key.DATA_DIR).resolve(PREFIX).toString(),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                Clients.processor(settings, catalogue).threads(),
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.duration(Key.WINDOW_MS).toMillis(),
                StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG,
                Serdes.ByteArraySerde.class,
                StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG,
                Serdes.ByteArraySerde.class));
        return properties;
    }

    /** Reports into those topics; what it reads is the product's. */
    CredenceClient client() {
        return client;
    }

    @Override
    public void close() {
        boolean unused = streams.close(CLOSED_WITHIN);
        client.close();
    }
}
