package dev.credence.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;

/**
 * Keys of others that pass through: Kafka's under {@code kafka.}, the registry client's, with Confluent's names, under
 * {@code schema.registry.}.
 */
final class PassThrough {
    static final String KAFKA = "kafka.";
    static final String REGISTRY = "schema.registry.";

    /** Confluent's, beside those of TLS, which are Kafka's. */
    private static final List<String> REGISTRY_NAMES = List.of(
            "basic.auth.credentials.source",
            "basic.auth.user.info",
            "bearer.auth.credentials.source",
            "bearer.auth.token",
            "auto.register.schemas",
            "use.latest.version",
            "latest.compatibility.strict",
            "normalize.schemas",
            "key.subject.name.strategy",
            "value.subject.name.strategy",
            "http.connect.timeout.ms",
            "http.read.timeout.ms",
            "max.retries",
            "proxy.host",
            "proxy.port");

    private PassThrough() {}

    static boolean isOne(String name) {
        return afterPrefix(name, KAFKA) || (afterPrefix(name, REGISTRY) && !name.equals(Key.SCHEMA_REGISTRY_URL.key()));
    }

    /** Those that are offered to whoever mistypes one; others pass through, too. */
    static List<String> knownNames() {
        List<String> names = new ArrayList<>();
        KafkaNames.all().forEach(name -> names.add(KAFKA + name));
        REGISTRY_NAMES.forEach(name -> names.add(REGISTRY + name));
        KafkaNames.all().stream().filter(name -> name.startsWith("ssl.")).forEach(name -> names.add(REGISTRY + name));
        return names;
    }

    /** The name that the key's owner knows it by. */
    static String bare(String name) {
        return name.startsWith(KAFKA)
                ? KafkaNames.bare(name.substring(KAFKA.length()))
                : name.substring(REGISTRY.length());
    }

    /** What is wrong: key, rule and value in one sentence. Empty if it will do. */
    static Optional<String> problemOf(String name, String value) {
        if (!name.startsWith(KAFKA)) {
            return Optional.empty();
        }
        String inner = name.substring(KAFKA.length());
        return FixedKeys.refusal(inner, value)
                .or(() -> KafkaNames.definition(inner).flatMap(key -> unfit(key, value)))
                .map(text -> name + " " + text + " (was '" + Secrets.masked(name, value) + "')");
    }

    /** A doubt about the name, which may be a plugin's; empty if Kafka knows it. The registry's client refuses what it does not. */
    static Optional<String> doubtOf(String name) {
        boolean known = !name.startsWith(KAFKA)
                || KafkaNames.isOfTopics(name.substring(KAFKA.length()))
                || KafkaNames.definition(name.substring(KAFKA.length())).isPresent();
        return known
                ? Optional.empty()
                : Optional.of(name + " is no key that Kafka knows; the nearest is '"
                        + Spelling.nearest(name, knownNames()) + "'");
    }

    private static Optional<String> unfit(ConfigKey key, String value) {
        try {
            Object parsed = ConfigDef.parseType(key.name, value, key.type);
            if (key.validator != null) {
                key.validator.ensureValid(key.name, parsed);
            }
            return Optional.empty();
        } catch (ConfigException refused) {
            return Optional.of("is refused by Kafka: " + reason(refused));
        }
    }

    /** Kafka says: Invalid value X for configuration Y: reason. */
    private static String reason(ConfigException refused) {
        String message = String.valueOf(refused.getMessage());
        int colon = message.indexOf(": ");
        return colon < 0 || !message.startsWith("Invalid value") ? message : message.substring(colon + 2);
    }

    private static boolean afterPrefix(String name, String prefix) {
        return name.startsWith(prefix) && name.length() > prefix.length();
    }
}
