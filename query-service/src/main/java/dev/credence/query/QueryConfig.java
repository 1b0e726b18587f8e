package dev.credence.query;

import dev.credence.query.cache.CacheConfig;
import dev.credence.query.http.HttpLimits;

/**
 * Where the service listens and how much it takes and holds.
 *
 * @param host loopback unless strangers may read
 * @param port 0: any free one
 */
public record QueryConfig(String host, int port, HttpLimits limits, CacheConfig cache) {
    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 8080;

    public QueryConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("http.host must not be empty; 127.0.0.1 is the default");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("http.port must be 0 to 65535, was " + port);
        }
    }

    /** The defaults on {@code port}. */
    public static QueryConfig onPort(int port) {
        return new QueryConfig(DEFAULT_HOST, port, HttpLimits.defaults(), CacheConfig.defaults());
    }
}
