package dev.credence.client.view;

import dev.credence.query.cache.CacheConfig;
import dev.credence.query.cache.PatternCache;
import dev.credence.storage.View;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens views on this machine. */
public final class Views {
    private Views() {}

    /** The view in {@code directory}, which need not be there yet, with the caches' and the pool's default sizes. */
    public static ViewSource open(Path directory) {
        return open(ViewConfig.in(directory), CacheConfig.defaults(), new SimpleMeterRegistry());
    }

    /** @param registry where the figures of caches and pool go */
    public static ViewSource open(ViewConfig view, CacheConfig cache, MeterRegistry registry) {
        InstantSource clock = InstantSource.system();
        ViewReader reader = View.openReader(view, registry);
        PatternCache reads = PatternCache.open(cache, reader, registry, clock);
        return new ViewSource(
                reads,
                () -> {
                    reads.close();
                    reader.close();
                },
                clock);
    }
}
