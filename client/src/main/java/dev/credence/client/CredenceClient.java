package dev.credence.client;

import dev.credence.client.contract.CredenceException;
import dev.credence.client.contract.EventSink;
import dev.credence.client.contract.KnownPattern;
import dev.credence.client.contract.NotYetException;
import dev.credence.client.contract.PatternSource;
import dev.credence.client.contract.Report;
import dev.credence.client.contract.TopQuery;
import dev.credence.client.contract.Waiting;
import dev.credence.client.receipt.Acknowledgements;
import dev.credence.client.receipt.Acknowledgements.Mark;
import dev.credence.client.receipt.OwnWrites;
import dev.credence.client.receipt.OwnWrites.Kind;
import dev.credence.client.receipt.Write;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Result;
import dev.credence.ingest.publish.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The pattern memory as an agent uses it: what is known is read at once, what was learned is on its way when the call
 * returns. What became of writes is told by {@link #flush()}, and of each by the future of its asynchronous form.
 *
 * <p>Reads fail with a {@link CredenceException}, directly or in their future. An id under which nothing is stored is no
 * failure, but empty. Thread-safe, and meant to be shared.
 */
public final class CredenceClient implements AutoCloseable {
    private final PatternSource source;
    private final EventSink sink;
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final @Nullable OwnReads own;

    /** Made of two halves, which are closed with it. */
    public CredenceClient(PatternSource source, EventSink sink, @Nullable Duration readYourWrites, int rememberedIds) {
        this.source = source;
        this.sink = sink;
        this.own = readYourWrites == null ? null : new OwnReads(source, new OwnWrites(rememberedIds), readYourWrites);
    }

    /** @throws CredenceException if writes go to Kafka and it, its topics or the registry are not there */
    public static CredenceClient open(ClientConfig config) {
        EventSink sink = Halves.sink(config);
        return new CredenceClient(Halves.source(config), sink, config.readYourWrites(), config.rememberedIds());
    }

    /** What is stored under {@code id}, with its confidence now. */
    public Optional<KnownPattern> getPattern(String id) {
        return own == null || own.isClear(id) ? source.get(id) : Waiting.value(own.get(id));
    }

    public CompletableFuture<Optional<KnownPattern>> getPatternAsync(String id) {
        return own == null ? source.getAsync(id, null, Duration.ZERO) : own.get(id);
    }

    /** Those of {@code ids} that are stored, by id, in the order of {@code ids}; over HTTP not whole. */
    public Map<String, KnownPattern> getPatterns(List<String> ids) {
        return Waiting.value(getPatternsAsync(ids));
    }

    public CompletableFuture<Map<String, KnownPattern>> getPatternsAsync(List<String> ids) {
        return own == null ? source.getAllAsync(ids) : own.ready(ids).thenCompose(ready -> source.getAllAsync(ids));
    }

    /** The best of every type, by the lower bound of their confidence; over HTTP not whole. */
    public List<KnownPattern> top(int limit) {
        return top(null, limit);
    }

    /** The best of a type, by the lower bound of their confidence; over HTTP not whole. */
    public List<KnownPattern> top(@Nullable String type, int limit) {
        return top(TopQuery.of(type, limit));
    }

    /** As {@code query} has it. With read-your-writes the list shows all of this client's writes that are acknowledged. */
    public List<KnownPattern> top(TopQuery query) {
        return Waiting.value(topAsync(query));
    }

    public CompletableFuture<List<KnownPattern>> topAsync(TopQuery query) {
        return own == null
                ? source.topAsync(query)
                : own.shown(acknowledgements).thenCompose(shown -> source.topAsync(query));
    }

    /** How whoever reads is doing, in figures. */
    public Report report() {
        return Waiting.value(reportAsync());
    }

    public CompletableFuture<Report> reportAsync() {
        return source.reportAsync();
    }

    /** Stores a text under {@code id}, replacing what was stored there. */
    public void storePattern(String id, String type, String content) {
        storePattern(Pattern.ofText(id, type, content));
    }

    /** Stores {@code pattern}, replacing the whole body under its id. */
    public void storePattern(Pattern pattern) {
        var unused = storePatternAsync(pattern);
    }

    /** The same; completes when Kafka has acknowledged. */
    public CompletableFuture<Receipt> storePatternAsync(Pattern pattern) {
        Write write = write(pattern.id(), Kind.PATTERN);
        sink.store(pattern, write);
        return write;
    }

    /** Takes the body away; the outcomes stay, and count again when something is stored under {@code id}. */
    public void deletePattern(String id) {
        var unused = deletePatternAsync(id);
    }

    /** The same; completes when Kafka has acknowledged. */
    public CompletableFuture<Receipt> deletePatternAsync(String id) {
        Write write = write(id, Kind.PATTERN);
        sink.delete(id, write);
        return write;
    }

    /** Says how a pattern turned out when it was used, just now. */
    public void updateConfidence(String id, Result result) {
        updateConfidence(id, result, OutcomeOptions.ORDINARY);
    }

    /** The same with a weight in (0, 1000]. */
    public void updateConfidence(String id, Result result, double weight) {
        updateConfidence(id, result, OutcomeOptions.weight(weight));
    }

    /** The same with weight, time, priority, event id and source. */
    public void updateConfidence(String id, Result result, OutcomeOptions options) {
        var unused = updateConfidenceAsync(id, result, options);
    }

    /** The same; completes when Kafka has acknowledged. */
    public CompletableFuture<Receipt> updateConfidenceAsync(String id, Result result, OutcomeOptions options) {
        Outcome outcome = options.outcome(id, result, System.currentTimeMillis());
        Write write = write(id, outcome.priority().overtakes() ? Kind.URGENT : Kind.OUTCOME);
        sink.report(outcome, write);
        return write;
    }

    /**
     * Returns when every write before is acknowledged by Kafka.
     *
     * @throws dev.credence.client.contract.WritesFailedException if one failed since the last flush
     */
    public void flush() {
        sink.flush();
        acknowledgements.requireNoFailure();
    }

    /**
     * Returns when every write before is readable, too, for whoever reads where this client does.
     *
     * @param wait for their being readable; being acknowledged takes the time it takes
     * @throws NotYetException when the wait is over before that
     * @throws dev.credence.client.contract.RefusedException once, when the others are readable, if one was dead-lettered
     */
    public void flush(Duration wait) {
        flush();
        long deadlineNanos = System.nanoTime() + wait.toNanos();
        DeadLetters dead = new DeadLetters();
        List<Mark> marks = acknowledgements.unseen();
        for (Mark mark : marks) {
            Duration left = Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
            try {
                Waiting.value(source.shows(mark.id(), mark.receipt(), left));
            } catch (CredenceException failure) {
                dead.pass(failure);
            }
        }
        marks.forEach(acknowledgements::seen);
        dead.tell();
    }

    /** How many writes were acknowledged so far. */
    public long acknowledged() {
        return acknowledgements.acked();
    }

    /** Waits for what is under way, and ends. */
    @Override
    public void close() {
        try {
            sink.close();
        } finally {
            source.close();
        }
    }

    private Write write(String id, Kind kind) {
        Write write = new Write(id, acknowledgements);
        if (own != null) {
            own.writes().began(id, kind, write);
        }
        return write;
    }
}
