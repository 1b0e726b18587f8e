package dev.credence.schemas.registry;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import io.confluent.kafka.serializers.KafkaAvroSerializerConfig;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of Confluent's properties may be set. One that does not exist is most likely a slip, and one that would move our
 * schemas elsewhere or change what we write breaks a contract: neither is passed over in silence.
 */
final class PropertyNames {
    private static final String PREFIX = SchemaRegistryClientConfig.CLIENT_NAMESPACE;

    /** For credentials that are inherited from Kafka's. */
    private static final String SASL = "sasl.";

    private static final Set<String> KNOWN = known();

    /** A property, the only value that it may have, and why. */
    private record Fixed(String key, String value, String why) {}

    private static final List<Fixed> FIXED = List.of(
            new Fixed("use.schema.id", "-1", "one id cannot name the schemas of both patterns and outcomes"),
            new Fixed("use.latest.with.metadata", "", "which version is written would depend on its metadata"),
            new Fixed(
                    "context.name.strategy",
                    "io.confluent.kafka.serializers.context.NullContextNameStrategy",
                    "subjects would not be <topic>-value"),
            new Fixed(
                    "key.subject.name.strategy",
                    "io.confluent.kafka.serializers.subject.TopicNameStrategy",
                    "keys are ids in plain UTF-8 and have no schema"),
            new Fixed("rule.executors", "", "rules are not run on what Credence writes"),
            new Fixed("rule.actions", "", "rules are not run on what Credence writes"));

    private PropertyNames() {}

    /**
     * The properties without {@code schema.registry.} before their names.
     *
     * @throws IllegalArgumentException if one of them may not be set; the message says which, why and what to do
     */
    static Map<String, Object> bare(Map<String, ?> given) {
        Map<String, Object> bare = new LinkedHashMap<>();
        given.forEach((key, value) -> bare.put(bare(key), value));
        bare.keySet().forEach(PropertyNames::requireKnown);
        FIXED.forEach(fixed -> require(fixed, bare));
        return bare;
    }

    private static String bare(String key) {
        return key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key;
    }

    private static void requireKnown(String key) {
        if (!KNOWN.contains(key) && !key.startsWith(SASL)) {
            throw new IllegalArgumentException("schema.registry." + key
                    + " is not a property of Confluent's registry client or serializers; the nearest is schema.registry."
                    + KNOWN.stream()
                            .min(Comparator.comparingInt(name -> distance(name, key)))
                            .orElseThrow());
        }
    }

    private static void require(Fixed fixed, Map<String, Object> bare) {
        if (bare.containsKey(fixed.key())
                && !String.valueOf(bare.get(fixed.key())).equals(fixed.value())) {
            throw new IllegalArgumentException("schema.registry." + fixed.key() + "=" + bare.get(fixed.key())
                    + " cannot be used: " + fixed.why() + "; remove it");
        }
    }

    private static Set<String> known() {
        Set<String> names = new TreeSet<>();
        new KafkaAvroSerializerConfig(Map.of(PREFIX + "url", "unused"))
                .values()
                .keySet()
                .forEach(key -> names.add(bare(key)));
        names.addAll(List.of(
                SchemaRegistryClientConfig.MISSING_CACHE_SIZE_CONFIG,
                SchemaRegistryClientConfig.MISSING_ID_CACHE_TTL_CONFIG,
                SchemaRegistryClientConfig.MISSING_VERSION_CACHE_TTL_CONFIG,
                SchemaRegistryClientConfig.MISSING_SCHEMA_CACHE_TTL_CONFIG));
        return names;
    }

    /** Levenshtein's. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
