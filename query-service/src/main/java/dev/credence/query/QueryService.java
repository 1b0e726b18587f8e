package dev.credence.query;

import dev.credence.query.cache.PatternCache;
import dev.credence.query.http.Mount;
import dev.credence.query.http.QueryServer;
import dev.credence.query.http.Served;
import dev.credence.query.read.ServingStatus;
import dev.credence.storage.ViewReader;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.List;

/** The reading service. It cannot write: all it gets of the view is its read half. */
public final class QueryService implements AutoCloseable {
    private final QueryServer server;
    private final PatternCache cache;

    private QueryService(QueryServer server, PatternCache cache) {
        this.server = server;
        this.cache = cache;
    }

    /**
     * Starts serving; answers 503 {@code starting} until there is a view.
     *
     * @param view stays open when the service closes; the caller's to close
     * @param registry what {@code /metrics} shows, and where the service's own figures go
     * @param mounts routes of other modules on the same port
     * @throws dev.credence.query.http.HttpPortException if the port cannot be listened on
     */
    public static QueryService start(
            QueryConfig config,
            ViewReader view,
            ServingStatus status,
            PrometheusMeterRegistry registry,
            List<Mount> mounts) {
        InstantSource clock = InstantSource.system();
        PatternCache cache = PatternCache.open(config.cache(), view, registry, clock);
        try {
            Served served = new Served(cache, status, registry, clock);
            return new QueryService(QueryServer.start(config.listening(), served, mounts), cache);
        } catch (RuntimeException e) {
            cache.close();
            throw e;
        }
    }

    public int port() {
        return server.port();
    }

    /**
     * What {@code /v1/stats} answers.
     *
     * @throws dev.credence.storage.ViewNotReadyException while there is no view
     */
    public byte[] statistics() {
        return server.statistics();
    }

    /** Takes no more requests, answers those it took, and ends. */
    @Override
    public void close() {
        server.close();
        cache.close();
    }
}
