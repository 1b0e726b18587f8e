package dev.credence.client;

import dev.credence.ingest.publish.Receipt;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a client reads. Thread-safe. */
interface Reads extends AutoCloseable {
    /** Null if there is no such pattern. */
    @Nullable
    KnownPattern get(String id);

    /** Those of {@code ids} that there are, in that order. */
    Map<String, KnownPattern> getAll(Collection<String> ids);

    /** The highest lower bounds; {@code type} null: of every type. */
    List<KnownPattern> top(@Nullable String type, int limit);

    /** Whether everything up to {@code receipts} is readable, which is waited for at most as long as {@code wait}. */
    boolean await(Collection<Receipt> receipts, Duration wait);

    /** Hits out of all reads of existing ids by the cache in this process; NaN: none is here, or none was read. */
    double hitRate();

    @Override
    void close();
}
