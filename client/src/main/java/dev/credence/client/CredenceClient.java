package dev.credence.client;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Result;
import dev.credence.ingest.publish.Publisher;
import dev.credence.ingest.publish.Receipt;
import dev.credence.query.cache.PatternCache;
import dev.credence.query.read.Operations;
import dev.credence.storage.View;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an agent needs of Credence: what is known of a pattern, and a place to say what was learned and how it turned out.
 *
 * <p>Writes return at once; their stage completes when every in-sync replica has the event. Reads show a write a moment
 * later (see {@link #flush(Duration)}), or always, with {@code withReadYourWrites()}.
 *
 * <p>Thread-safe, and meant to be shared. Every call may throw {@link CredenceException}, whose message says what to do.
 */
public final class CredenceClient implements AutoCloseable {
    private final Reads reads;
    private final Writes writes;
    private final OwnWrites own;
    private final InstantSource clock;
    private final Duration timeout;
    private final boolean readYourWrites;
    private final Operations operations = new Operations();

    private CredenceClient(Reads reads, Writes writes, InstantSource clock, Duration timeout, boolean readYourWrites) {
        this.reads = reads;
        this.writes = writes;
        this.own = new OwnWrites(readYourWrites);
        this.clock = clock;
        this.timeout = timeout;
        this.readYourWrites = readYourWrites;
    }

    /** A client over HTTP; connects when it is first used. */
    public static CredenceClient connect(ClientConfig config) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.timeout())
                .build();
        return new CredenceClient(
                new HttpReads(new Requests(http, config.url(), config), config),
                new HttpWrites(new Requests(http, config.writeUrl(), config)),
                InstantSource.system(),
                config.timeout(),
                config.readYourWrites());
    }

    /**
     * A client that reads the view in a data directory through caches of its own, and writes to Kafka.
     *
     * @throws dev.credence.ingest.publish.PublishException if Kafka or the registry cannot be reached
     */
    public static CredenceClient inProcess(LocalConfig config) {
        Publisher publisher = Publisher.open(config.publisher());
        InstantSource clock = InstantSource.system();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ViewReader view = View.openReader(ViewConfig.in(config.dataDir().resolve("view")), registry);
        PatternCache cache = PatternCache.open(config.cache(), view, registry, clock);
        return new CredenceClient(
                new LocalReads(cache, clock, List.of(view, cache)),
                new KafkaWrites(publisher),
                clock,
                config.timeout(),
                config.readYourWrites());
    }

    /** What is known of {@code id}; empty if there is no such pattern. */
    public Optional<KnownPattern> getPattern(String id) {
        long startNanos = System.nanoTime();
        if (readYourWrites) {
            own.await(id, reads, timeout);
        }
        KnownPattern known = reads.get(id);
        operations.record(System.nanoTime() - startNanos);
        return Optional.ofNullable(known);
    }

    /** What is known of each of {@code ids}, in their order; those that do not exist are left out. */
    public Map<String, KnownPattern> getPatterns(Collection<String> ids) {
        return timed(() -> {
            if (readYourWrites) {
                own.await(ids, reads, timeout);
            }
            return reads.getAll(ids);
        });
    }

    /** The patterns that are most surely good, by lower bound. */
    public List<KnownPattern> top(int limit) {
        return top(null, limit);
    }

    /** The same of one type. */
    public List<KnownPattern> top(@Nullable String type, int limit) {
        return timed(() -> reads.top(type, limit));
    }

    /** Stores the pattern; it replaces the whole body under its id. */
    public CompletionStage<Receipt> storePattern(Pattern pattern) {
        return own.add(pattern.id(), writes.store(pattern));
    }

    /** The same for text alone. */
    public CompletionStage<Receipt> storePattern(String id, String type, String content) {
        return storePattern(Pattern.ofText(id, type, content));
    }

    /** Says how the pattern turned out just now. */
    public CompletionStage<Receipt> updateConfidence(String id, Result outcome) {
        return updateConfidence(Outcome.of(id, outcome, clock.millis()));
    }

    /** The same with a weight, a time, an origin, a priority. */
    public CompletionStage<Receipt> updateConfidence(Outcome outcome) {
        return own.add(outcome.patternId(), writes.report(outcome));
    }

    /** Deletes the pattern's body; its outcomes stay, and are found again when the id is stored again. */
    public CompletionStage<Receipt> deletePattern(String id) {
        return own.add(id, writes.delete(id));
    }

    /**
     * Returns when everything written before is stored.
     *
     * @throws CredenceException {@code failed-writes} if some of it could not be, since the last call
     */
    public void flush() {
        writes.flush();
        own.requireNoneFailed();
    }

    /**
     * Returns when everything written before is stored and readable.
     *
     * @return false if it is stored, but not readable within {@code wait}
     * @throws CredenceException {@code failed-writes} as {@link #flush()}
     */
    public boolean flush(Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        flush();
        return reads.await(own.greatest(), Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }

    /** What this client did so far. */
    public ClientReport report() {
        return new ClientReport(operations.summary(), own.acked(), own.failed(), reads.hitRate());
    }

    /** Waits for what is being written, and closes all connections. */
    @Override
    public void close() {
        writes.close();
        reads.close();
        operations.close();
    }

    private <T> T timed(Supplier<T> read) {
        long startNanos = System.nanoTime();
        T answer = read.get();
        operations.record(System.nanoTime() - startNanos);
        return answer;
    }
}
