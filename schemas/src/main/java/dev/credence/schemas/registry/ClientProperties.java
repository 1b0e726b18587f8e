package dev.credence.schemas.registry;

import java.util.HashMap;
import java.util.Map;

/** Confluent's client properties, with waits that are bounded and short enough for a stream thread. */
final class ClientProperties {
    private static final String PREFIX = "schema.registry.";

    private static final Map<String, String> DEFAULTS = Map.of(
            "http.connect.timeout.ms", "3000",
            "http.read.timeout.ms", "5000",
            "max.retries", "0");

    private ClientProperties() {}

    /** The client wants some names with {@code schema.registry.} before them (TLS) and others without. */
    static Map<String, Object> of(Map<String, ?> given) {
        Map<String, Object> properties = new HashMap<>(DEFAULTS);
        given.forEach((key, value) -> {
            String bare = key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key;
            properties.put(bare, value);
            properties.put(PREFIX + bare, value);
        });
        if (properties.containsKey("basic.auth.user.info")) {
            properties.putIfAbsent("basic.auth.credentials.source", "USER_INFO");
        }
        return properties;
    }
}
