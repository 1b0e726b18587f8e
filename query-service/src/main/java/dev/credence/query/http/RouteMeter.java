package dev.credence.query.http;

import dev.credence.query.read.Operations;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times the requests of one route. An operation is a request of the API that was answered; errors, misses and
 * questions about the process are none. Thread-safe.
 */
final class RouteMeter {
    private static final Duration[] TOOK = {
        Duration.ofNanos(100_000), Duration.ofNanos(250_000), Duration.ofNanos(500_000), Duration.ofMillis(1),
        Duration.ofNanos(2_500_000), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
        Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
        Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30)
    };

    private static final int FIRST_ERROR = 400;
    private static final int STATUSES = 1_000;

    private final MeterRegistry registry;
    private final String route;
    private final Operations operations;
    private final boolean counts;
    private final Timer timer;
    private final AtomicReferenceArray<@Nullable Counter> byStatus = new AtomicReferenceArray<>(STATUSES);

    RouteMeter(MeterRegistry registry, String route, Operations operations) {
        this.registry = registry;
        this.route = route;
        this.operations = operations;
        this.counts = route.startsWith("/v1/") && !route.equals("/v1/stats") && !route.equals(LiveFeed.PATH);
        this.timer = Timer.builder("credence.http.request")
                .description("From the request's head to its answer")
                .tag("route", route)
                .serviceLevelObjectives(TOOK)
                .register(registry);
    }

    /** An answer whose request's beginning nobody knows. */
    void count(int status) {
        Counter known = byStatus.get(status);
        (known == null ? counter(status) : known).increment();
    }

    void record(int status, long nanos) {
        count(status);
        timer.record(nanos, TimeUnit.NANOSECONDS);
        if (counts && status < FIRST_ERROR) {
            operations.record(nanos);
        }
    }

    private Counter counter(int status) {
        Counter counter = Counter.builder("credence.http.requests")
                .description("Answers by route and status")
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .register(registry);
        byStatus.set(status, counter);
        return counter;
    }
}
