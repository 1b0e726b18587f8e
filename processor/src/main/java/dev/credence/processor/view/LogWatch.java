package dev.credence.processor.view;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a probe again and again and hands over each answer once. Confined to the reading thread. */
final class LogWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);

    private final TopicProbe probe;
    private final long intervalNanos;
    private final LongSupplier nanos;
    private @Nullable CompletableFuture<LogSnapshot> asked;
    private long nextNanos;
    private boolean failing;

    LogWatch(TopicProbe probe, Duration interval, LongSupplier nanos) {
        this.probe = probe;
        this.intervalNanos = interval.toNanos();
        this.nanos = nanos;
        this.nextNanos = nanos.getAsLong();
    }

    /**
     * An answer that has come since the last call.
     *
     * @throws RuntimeException what the cluster refused for good, such as access
     */
    Optional<LogSnapshot> next() {
        CompletableFuture<LogSnapshot> pending = asked;
        if (pending != null && pending.isDone()) {
            asked = null;
            return answer(pending);
        }
        if (pending == null && nanos.getAsLong() - nextNanos >= 0) {
            nextNanos = nanos.getAsLong() + intervalNanos;
            asked = probe.ask();
        }
        return Optional.empty();
    }

    private Optional<LogSnapshot> answer(CompletableFuture<LogSnapshot> done) {
        try {
            LogSnapshot snapshot = done.join();
            failing = false;
            return Optional.of(snapshot);
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            if (cause instanceof ApiException refused && !(cause instanceof RetriableException)) {
                throw refused;
            }
            if (!failing) {
                failing = true;
                report(cause);
            }
            return Optional.empty();
        }
    }

    private static void report(Throwable cause) {
        if (cause instanceof UnknownTopicOrPartitionException) {
            LOG.info("the view waits until its topics are created");
        } else {
            LOG.warn("the view's topics cannot be asked about; trying on: {}", cause.toString());
        }
    }
}
