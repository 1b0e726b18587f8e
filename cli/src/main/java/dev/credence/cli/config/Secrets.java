package dev.credence.cli.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;

/** What is not to be seen on a screen or in a log. */
final class Secrets {
    static final String MASK = "********";

    private static final Pattern SECRET = Pattern.compile(
            ".*(password|passphrase|secret|token|credential|jaas|user\\.info|api\\.?key|private\\.key).*");

    /** Not secrets, though named like some: the source of one, a file, an address, a class, a time. */
    private static final Pattern ABOUT_SECRETS = Pattern.compile(
            ".*\\.(source|file|location|path|url|class|type|ms|seconds|name|protocol|algorithm|strategy)");

    private static final Pattern IN_URL = Pattern.compile("://[^/@\\s]+@");

    private Secrets() {}

    /** Whether the value of the key is a secret: Kafka says so of its own, and of others the name does. */
    static boolean isSecret(String name) {
        Optional<ConfigDef.Type> type = name.startsWith(PassThrough.KAFKA)
                ? KafkaNames.definition(name.substring(PassThrough.KAFKA.length()))
                        .map(key -> key.type)
                : Optional.empty();
        String lower = name.toLowerCase(Locale.ROOT);
        return type.map(ConfigDef.Type.PASSWORD::equals)
                .orElseGet(() -> isPassword(name)
                        || (SECRET.matcher(lower).matches()
                                && !ABOUT_SECRETS.matcher(lower).matches()));
    }

    /** The value as it may be shown. */
    static String masked(String name, String value) {
        if (value.isEmpty()) {
            return value;
        }
        return isSecret(name) ? MASK : IN_URL.matcher(value).replaceAll("://" + MASK + "@");
    }

    /** The registry client has Kafka's keys for TLS. */
    private static boolean isPassword(String name) {
        return name.startsWith(PassThrough.REGISTRY)
                && KafkaNames.definition(name.substring(PassThrough.REGISTRY.length()))
                        .map(key -> key.type == ConfigDef.Type.PASSWORD)
                        .orElse(false);
    }
}
