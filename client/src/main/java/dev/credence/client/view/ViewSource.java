package dev.credence.client.view;

import dev.credence.client.contract.CredenceException;
import dev.credence.client.contract.KnownPattern;
import dev.credence.client.contract.NotYetException;
import dev.credence.client.contract.PatternSource;
import dev.credence.client.contract.RefusedException;
import dev.credence.client.contract.Report;
import dev.credence.client.contract.ReportDocument;
import dev.credence.client.contract.TopQuery;
import dev.credence.ingest.publish.Receipt;
import dev.credence.query.json.StatsJson;
import dev.credence.query.read.Arrival;
import dev.credence.query.read.Arrivals;
import dev.credence.query.read.ListQuery;
import dev.credence.query.read.PatternAnswer;
import dev.credence.query.read.PatternReads;
import dev.credence.query.read.ProcessInfo;
import dev.credence.query.read.ServingStatus;
import dev.credence.query.read.Statistics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads in process. What the caches have is answered at once, on the caller's thread, by the asynchronous calls too. */
public final class ViewSource implements PatternSource {
    /** As many as the view's default pool has connections. */
    private static final int THREADS = 5;

    private final PatternReads reads;
    private final Runnable end;
    private final InstantSource clock;
    private final Arrivals arrivals;
    private final ExecutorService workers;

    /**
     * Reads through {@code reads}.
     *
     * @param end run when this is closed
     */
    public ViewSource(PatternReads reads, Runnable end, InstantSource clock) {
        this.reads = reads;
        this.end = end;
        this.clock = clock;
        this.arrivals = new Arrivals(reads);
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "credence-client-read");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.workers = pool;
    }

    @Override
    public Optional<KnownPattern> get(String id) {
        try {
            return Answers.known(reads.answer(id));
        } catch (RuntimeException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public CompletableFuture<Optional<KnownPattern>> getAsync(String id, @Nullable Receipt after, Duration wait) {
        if (after != null) {
            return shows(id, after, wait).thenCompose(shown -> getAsync(id, null, wait));
        }
        PatternAnswer cached = reads.cached(id);
        return cached == null ? work(() -> get(id)) : CompletableFuture.completedFuture(Answers.known(cached));
    }

    @Override
    public CompletableFuture<Map<String, KnownPattern>> getAllAsync(List<String> ids) {
        return work(() -> {
            Map<String, KnownPattern> known = new LinkedHashMap<>();
            for (PatternAnswer answer : reads.answers(ids)) {
                Answers.known(answer).ifPresent(pattern -> known.put(pattern.id(), pattern));
            }
            return known;
        });
    }

    @Override
    public CompletableFuture<List<KnownPattern>> topAsync(TopQuery query) {
        long now = clock.millis();
        ListQuery list = new ListQuery(query.type(), query.minConfidence(), query.sort(), query.limit(), now, null);
        return work(() -> {
            List<KnownPattern> top = new ArrayList<>();
            reads.list(list).rows().forEach(row -> Answers.known(row, now).ifPresent(top::add));
            return top;
        });
    }

    @Override
    public CompletableFuture<Report> reportAsync() {
        return work(() -> {
            ServingStatus status = ServingStatus.alone(new ProcessInfo(
                    "", null, List.of("client"), "", reads.info().identity().topicsPrefix(), 0));
            return ReportDocument.of(StatsJson.of(Statistics.of(clock.millis(), reads, null, status)));
        });
    }

    @Override
    public CompletableFuture<@Nullable Void> shows(String id, Receipt receipt, Duration wait) {
        try {
            return arrivals.await(
                            new dev.credence.query.read.Receipt(receipt.topic(), receipt.partition(), receipt.offset()),
                            wait)
                    .handle((arrival, failure) -> {
                        if (failure != null) {
                            throw Failures.of(failure);
                        }
                        return shown(receipt, arrival);
                    })
                    .toCompletableFuture();
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(Failures.of(e));
        }
    }

    private static @Nullable Void shown(Receipt receipt, Arrival arrival) {
        if (arrival instanceof Arrival.NotYet notYet) {
            throw new NotYetException("the view has not passed " + receipt + ", " + notYet.behind()
                    + " records are missing; ask again, or wait longer");
        }
        if (arrival instanceof Arrival.Refused refused) {
            String reason = refused.reason().code();
            throw new RefusedException(
                    RefusedException.DEAD_LETTERED,
                    "the event of " + receipt + " was dead-lettered as " + reason,
                    null);
        }
        if (arrival instanceof Arrival.Gone) {
            throw new CredenceException(
                    "this view shows no topic of the receipt " + receipt + "; check topics.prefix of who writes", null);
        }
        return null;
    }

    private <T> CompletableFuture<T> work(Supplier<T> task) {
        CompletableFuture<T> future = new CompletableFuture<>();
        try {
            workers.execute(() -> {
                try {
                    future.complete(task.get());
                } catch (RuntimeException e) {
                    future.completeExceptionally(Failures.of(e));
                }
            });
        } catch (RejectedExecutionException closed) {
            future.completeExceptionally(new CredenceException("the client is closed", closed));
        }
        return future;
    }

    @Override
    public void close() {
        arrivals.close();
        workers.shutdown();
        end.run();
    }
}
