package dev.credence.query.http;

import dev.credence.query.read.PatternReads;
import dev.credence.query.read.ServingStatus;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells with each answer for how long the view has not been at the end of the log, once that is worth telling. Looked at
 * every second by a thread of its own. Thread-safe.
 */
final class Staleness implements AutoCloseable {
    static final String HEADER = "Credence-Behind-Ms";

    private static final Logger LOG = LoggerFactory.getLogger(Staleness.class);
    private static final long WORTH_TELLING_MS = 5_000;

    private final PatternReads reads;
    private final ServingStatus status;
    private final InstantSource clock;
    private final ScheduledExecutorService looker;
    private volatile @Nullable String behindMs;

    Staleness(Served served) {
        this.reads = served.reads();
        this.status = served.status();
        this.clock = served.clock();
        this.looker = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "credence-staleness");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> unused = looker.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    /** The endpoint whose answers tell it. */
    Endpoint told(Endpoint endpoint) {
        return exchange -> {
            exchange.behind(behindMs);
            endpoint.handle(exchange);
        };
    }

    private void look() {
        try {
            Long now = status.behindMs(reads.info(), clock.millis());
            behindMs = now == null || now < WORTH_TELLING_MS ? null : now.toString();
        } catch (RuntimeException unreadable) {
            LOG.debug("how far the view is behind cannot be told", unreadable);
        }
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }
}
