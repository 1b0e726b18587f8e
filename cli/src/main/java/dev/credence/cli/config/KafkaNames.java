package dev.credence.cli.config;

import dev.credence.processor.startup.StreamsSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/**
 * The keys of Kafka's clients as Kafka itself defines them. Names are without {@code kafka.}; a prefix such as
 * {@code producer.} limits one to a kind of client.
 */
final class KafkaNames {
    private static final ConfigDef PRODUCER = ProducerConfig.configDef();
    private static final ConfigDef CONSUMER = ConsumerConfig.configDef();
    private static final ConfigDef ADMIN = AdminClientConfig.configDef();
    private static final ConfigDef STREAMS = StreamsSettings.definition();

    /** The kinds of client; the last three are Streams' own. */
    private static final Map<String, ConfigDef> CLIENTS = Map.of(
            "producer.", PRODUCER,
            "consumer.", CONSUMER,
            "main.consumer.", CONSUMER,
            "restore.consumer.", CONSUMER,
            "global.consumer.", CONSUMER,
            "admin.", ADMIN);

    private static final String STREAMS_PREFIX = "streams.";
    private static final String TOPIC_PREFIX = "topic.";

    private KafkaNames() {}

    /** Prefixes that limit a key to one kind of client. */
    static List<String> prefixes() {
        return List.of("producer.", "consumer.", "admin.", STREAMS_PREFIX);
    }

    /** How Kafka defines the key; empty if it does not know it, which is no error: plug-ins have keys of their own. */
    static Optional<ConfigKey> definition(String name) {
        boolean ofStreams = name.startsWith(STREAMS_PREFIX);
        String inner = ofStreams ? name.substring(STREAMS_PREFIX.length()) : name;
        String prefix = prefixOf(inner);
        if (!prefix.isEmpty()) {
            return in(inner.substring(prefix.length()), Objects.requireNonNull(CLIENTS.get(prefix)));
        }
        return ofStreams
                ? in(inner, STREAMS, CONSUMER, PRODUCER, ADMIN)
                : in(inner, CONSUMER, PRODUCER, ADMIN, STREAMS);
    }

    /** Whether it is for the topics that Streams creates, whose settings only the broker knows. */
    static boolean isOfTopics(String name) {
        return name.startsWith(STREAMS_PREFIX + TOPIC_PREFIX) || name.startsWith(TOPIC_PREFIX);
    }

    /** The name without what limits it to a kind of client: {@code linger.ms} of {@code streams.producer.linger.ms}. */
    static String bare(String name) {
        String inner = name.startsWith(STREAMS_PREFIX) ? name.substring(STREAMS_PREFIX.length()) : name;
        return inner.substring(prefixOf(inner).length());
    }

    /** All names that Kafka knows, with each prefix under which it knows them. */
    static List<String> all() {
        Set<String> anywhere = new TreeSet<>();
        Stream.of(PRODUCER, CONSUMER, ADMIN, STREAMS).forEach(definition -> anywhere.addAll(definition.names()));
        List<String> all = new ArrayList<>(anywhere);
        PRODUCER.names().forEach(name -> all.add("producer." + name));
        CONSUMER.names().forEach(name -> all.add("consumer." + name));
        ADMIN.names().forEach(name -> all.add("admin." + name));
        STREAMS.names().forEach(name -> all.add(STREAMS_PREFIX + name));
        return all;
    }

    private static Optional<ConfigKey> in(String name, ConfigDef... definitions) {
        return Stream.of(definitions)
                .map(definition -> definition.configKeys().get(name))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The prefix that {@code name} begins with; empty if none. */
    private static String prefixOf(String name) {
        return CLIENTS.keySet().stream().filter(name::startsWith).findFirst().orElse("");
    }
}
