package dev.credence.client;

import dev.credence.ingest.publish.PublisherConfig;
import dev.credence.query.cache.CacheConfig;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a client reads a view on its own machine and writes to Kafka.
 *
 * @param dataDir data directory that a role {@code processor}, {@code view} or {@code up} writes its view into
 * @param publisher where writes go
 * @param cache how much is held in this process
 * @param timeout of waiting for own writes
 * @param readYourWrites whether a read of an id waits until the client's last write of it is readable
 */
public record LocalConfig(
        Path dataDir, PublisherConfig publisher, CacheConfig cache, Duration timeout, boolean readYourWrites) {

    /** Default caches; reads do not wait for writes. */
    public static LocalConfig of(Path dataDir, PublisherConfig publisher) {
        return new LocalConfig(dataDir, publisher, CacheConfig.defaults(), Duration.ofSeconds(10), false);
    }

    /** The same, reading what was written. */
    public LocalConfig withReadYourWrites() {
        return new LocalConfig(dataDir, publisher, cache, timeout, true);
    }
}
