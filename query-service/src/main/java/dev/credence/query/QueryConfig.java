package dev.credence.query;

import dev.credence.query.cache.CacheConfig;
import dev.credence.query.http.Listening;

/** Where the service listens, and how much it holds. */
public record QueryConfig(Listening listening, CacheConfig cache) {
    /** The defaults on {@code port}. */
    public static QueryConfig onPort(int port) {
        return new QueryConfig(Listening.onPort(port), CacheConfig.defaults());
    }
}
