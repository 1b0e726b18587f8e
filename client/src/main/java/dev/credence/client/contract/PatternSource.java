package dev.credence.client.contract;

import dev.credence.ingest.publish.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The reading half. Futures fail with a {@link CredenceException}. Thread-safe. */
public interface PatternSource extends AutoCloseable {
    /**
     * The pattern; empty if none is stored under {@code id}.
     *
     * @param after shown by the answer if it is not null
     * @param wait how long the answer may wait for {@code after}
     */
    CompletableFuture<Optional<KnownPattern>> getAsync(String id, @Nullable Receipt after, Duration wait);

    /** The same on the caller's thread, after nothing. */
    Optional<KnownPattern> get(String id);

    /** Those of {@code ids} that are stored, by id, in the order of {@code ids}. */
    CompletableFuture<Map<String, KnownPattern>> getAllAsync(List<String> ids);

    CompletableFuture<List<KnownPattern>> topAsync(TopQuery query);

    CompletableFuture<Report> reportAsync();

    /**
     * Completes when reads show what {@code receipt} stands for; fails with {@link NotYetException} when the wait is over
     * before that.
     *
     * @param id of the event
     */
    CompletableFuture<@Nullable Void> shows(String id, Receipt receipt, Duration wait);

    @Override
    void close();
}
