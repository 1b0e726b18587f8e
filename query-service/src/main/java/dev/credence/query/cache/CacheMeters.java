package dev.credence.query.cache;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Shows what the levels do in a registry, until it is closed. */
final class CacheMeters implements AutoCloseable {
    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();

    CacheMeters(MeterRegistry registry, Levels levels) {
        this.registry = registry;
        show("l1", levels.l1());
        show("l2", levels.l2());
        show("l3", levels.l3());
        show("unknown", levels.unknown());
    }

    private void show(String name, Level<?> level) {
        if (level.store() instanceof TinyLfuStore<?> store) {
            CaffeineCacheMetrics.monitor(registry, store.caffeine(), name);
        }
        reads(name, "hit", level, one -> one.counts().hits());
        reads(name, "miss", level, one -> one.counts().misses());
        gauge(
                "credence.cache.entries",
                "What a level holds",
                name,
                level,
                one -> one.store().entries());
        gauge(
                "credence.cache.bytes",
                "About how much memory it takes",
                name,
                level,
                one -> one.store().bytes());
        meters.add(FunctionCounter.builder(
                        "credence.cache.evictions", level, one -> one.store().evictions())
                .description("Entries that went because there was no room or their time was over")
                .tag("level", name)
                .register(registry));
    }

    private <T> void reads(String level, String result, T of, ToDoubleFunction<T> count) {
        meters.add(FunctionCounter.builder("credence.cache.reads", of, count)
                .description("Reads that came to a level, and whether it could answer them")
                .tag("level", level)
                .tag("result", result)
                .register(registry));
    }

    private <T> void gauge(String metric, String what, String level, T of, ToDoubleFunction<T> value) {
        meters.add(Gauge.builder(metric, of, value)
                .description(what)
                .tag("level", level)
                .register(registry));
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }
}
