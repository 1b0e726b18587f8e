package dev.credence.client;

import dev.credence.client.contract.KnownPattern;
import dev.credence.client.contract.NotYetException;
import dev.credence.client.contract.PatternSource;
import dev.credence.client.receipt.Acknowledgements;
import dev.credence.client.receipt.Acknowledgements.Mark;
import dev.credence.client.receipt.OwnWrites;
import dev.credence.client.receipt.OwnWrites.Awaited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads that show what the same client wrote. Thread-safe. */
final class OwnReads {
    private final PatternSource source;
    private final OwnWrites writes;
    private final Duration wait;

    OwnReads(PatternSource source, OwnWrites writes, Duration wait) {
        this.source = source;
        this.writes = writes;
        this.wait = wait;
    }

    OwnWrites writes() {
        return writes;
    }

    /** Whether a read of {@code id} has nothing to wait for. */
    boolean isClear(String id) {
        return writes.before(id) == null;
    }

    CompletableFuture<Optional<KnownPattern>> get(String id) {
        Awaited awaited = writes.before(id);
        if (awaited == null) {
            return source.getAsync(id, null, Duration.ZERO);
        }
        long deadlineNanos = System.nanoTime() + wait.toNanos();
        DeadLetters dead = new DeadLetters();
        return settled(id, awaited)
                .thenCompose(marks -> {
                    // The last one goes along with the question itself.
                    int last = marks.size() - 1;
                    if (last < 0 || !marks.get(last).id().equals(id)) {
                        return shown(marks, deadlineNanos, dead)
                                .thenCompose(shown -> source.getAsync(id, null, Duration.ZERO));
                    }
                    return shown(marks.subList(0, last), deadlineNanos, dead)
                            .thenCompose(
                                    shown -> source.getAsync(id, marks.get(last).receipt(), left(deadlineNanos)))
                            .exceptionally(thrown -> {
                                dead.pass(thrown);
                                return Optional.empty();
                            });
                })
                .thenApply(answer -> {
                    awaited.shown().run();
                    dead.tell();
                    return answer;
                });
    }

    /** Completes when reads show all own writes of {@code ids}. */
    CompletableFuture<@Nullable Void> ready(List<String> ids) {
        long deadlineNanos = System.nanoTime() + wait.toNanos();
        DeadLetters dead = new DeadLetters();
        List<Runnable> shown = new ArrayList<>();
        CompletableFuture<@Nullable Void> ready = CompletableFuture.completedFuture(null);
        for (String id : ids) {
            Awaited awaited = writes.before(id);
            if (awaited != null) {
                shown.add(awaited.shown());
                ready = ready.thenCompose(before -> settled(id, awaited))
                        .thenCompose(marks -> shown(marks, deadlineNanos, dead));
            }
        }
        return ready.thenRun(() -> {
            shown.forEach(Runnable::run);
            dead.tell();
        });
    }

    /** Completes when reads show all that was acknowledged. */
    CompletableFuture<@Nullable Void> shown(Acknowledgements acknowledgements) {
        List<Mark> marks = acknowledgements.unseen();
        DeadLetters dead = new DeadLetters();
        return shown(marks, System.nanoTime() + wait.toNanos(), dead).thenRun(() -> {
            marks.forEach(acknowledgements::seen);
            dead.tell();
        });
    }

    private CompletableFuture<List<Mark>> settled(String id, Awaited awaited) {
        return awaited.marks()
                .copy()
                .orTimeout(wait.toNanos(), TimeUnit.NANOSECONDS)
                .exceptionally(late -> {
                    throw new NotYetException("what this client wrote of " + id + " was not acknowledged within "
                            + wait.toMillis() + " ms; ask again, or wait longer");
                });
    }

    private CompletableFuture<@Nullable Void> shown(List<Mark> marks, long deadlineNanos, DeadLetters dead) {
        List<CompletableFuture<@Nullable Void>> all = new ArrayList<>(marks.size());
        marks.forEach(mark -> all.add(
                source.shows(mark.id(), mark.receipt(), left(deadlineNanos)).exceptionally(thrown -> {
                    dead.pass(thrown);
                    return null;
                })));
        return CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0]));
    }

    private static Duration left(long deadlineNanos) {
        return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
    }
}
