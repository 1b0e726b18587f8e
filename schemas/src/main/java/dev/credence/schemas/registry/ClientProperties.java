package dev.credence.schemas.registry;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import java.util.HashMap;
import java.util.Map;

/** Confluent's client properties, with waits that are bounded and short enough for a stream thread. */
final class ClientProperties {
    private static final String BASIC_SOURCE = SchemaRegistryClientConfig.BASIC_AUTH_CREDENTIALS_SOURCE;
    private static final String BEARER_SOURCE = SchemaRegistryClientConfig.BEARER_AUTH_CREDENTIALS_SOURCE;

    /** The client takes a certificate of any host unless it is told otherwise, though it documents {@code https}. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "http.connect.timeout.ms", "3000",
            "http.read.timeout.ms", "5000",
            "max.retries", "0",
            "ssl.endpoint.identification.algorithm", "https");

    private ClientProperties() {}

    /**
     * The client wants some names with {@code schema.registry.} before them (TLS) and others without.
     *
     * @param bare without it
     */
    static Map<String, Object> of(Map<String, ?> bare) {
        Map<String, Object> properties = new HashMap<>(DEFAULTS);
        properties.putAll(bare);
        nameTheSource(properties);
        Map<String, Object> underBothNames = new HashMap<>(properties);
        properties.forEach(
                (key, value) -> underBothNames.put(SchemaRegistryClientConfig.CLIENT_NAMESPACE + key, value));
        return underBothNames;
    }

    /** The client ignores credentials whose source is not named, and refuses two sources. */
    private static void nameTheSource(Map<String, Object> properties) {
        if (properties.containsKey(BASIC_SOURCE) || properties.containsKey(BEARER_SOURCE)) {
            return;
        }
        if (properties.containsKey(SchemaRegistryClientConfig.USER_INFO_CONFIG)) {
            properties.put(BASIC_SOURCE, "USER_INFO");
        } else if (properties.containsKey(SchemaRegistryClientConfig.BEARER_AUTH_TOKEN_CONFIG)) {
            properties.put(BEARER_SOURCE, "STATIC_TOKEN");
        } else {
            properties.put(BASIC_SOURCE, "URL");
        }
    }
}
