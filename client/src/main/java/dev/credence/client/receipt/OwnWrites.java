package dev.credence.client.receipt;

import dev.credence.client.receipt.Acknowledgements.Mark;
import dev.credence.client.receipt.Acknowledgements.Partition;
import dev.credence.ingest.publish.Receipt;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The last writes of each id, for those who want to read what they wrote. Bounded. Thread-safe. */
public final class OwnWrites {
    /*
     * One write a topic and id is enough: writes of an id go to one partition in their order. When there are too many ids,
     * one that is settled goes, and its receipts are kept by partition alone: then ids that are not remembered wait for
     * those, which is more than they need and never less. What is on its way is never forgotten; how much that is, is
     * bounded by whoever sends it. O(1) a write on average.
     */
    private final int bound;
    private final Map<String, Own> own = new ConcurrentHashMap<>();
    private final Map<Partition, Mark> forgotten = new ConcurrentHashMap<>();
    /** Guarded by this. */
    private Iterator<Map.Entry<String, Own>> hand = own.entrySet().iterator();

    /** Which topic a write goes to. */
    public enum Kind {
        PATTERN,
        OUTCOME,
        URGENT
    }

    /** @param bound of how many ids the writes are remembered */
    public OwnWrites(int bound) {
        this.bound = bound;
    }

    private record Own(
            @Nullable Write pattern,
            @Nullable Write outcome,
            @Nullable Write urgent) {
        private static final Own NONE = new Own(null, null, null);

        Own with(Kind kind, Write write) {
            return switch (kind) {
                case PATTERN -> {
                    write.follows(pattern);
                    yield new Own(write, outcome, urgent);
                }
                case OUTCOME -> {
                    write.follows(outcome);
                    yield new Own(pattern, write, urgent);
                }
                case URGENT -> {
                    write.follows(urgent);
                    yield new Own(pattern, outcome, write);
                }
            };
        }

        List<CompletableFuture<@Nullable Receipt>> outcomes() {
            List<CompletableFuture<@Nullable Receipt>> outcomes = new ArrayList<>(3);
            Stream.of(pattern, outcome, urgent)
                    .filter(Objects::nonNull)
                    .forEach(write -> outcomes.add(write.outcome()));
            return outcomes;
        }

        boolean settled() {
            return outcomes().stream().allMatch(CompletableFuture::isDone);
        }
    }

    /** What a read of an id has to show, and what to call once one did. */
    public record Awaited(CompletableFuture<List<Mark>> marks, Runnable shown) {}

    /** Remembers a write that is about to be sent. */
    public void began(String id, Kind kind, Write write) {
        own.merge(id, Own.NONE.with(kind, write), (before, alone) -> before.with(kind, write));
        if (own.size() > bound) {
            forgetSome();
        }
    }

    /** Null: a read of {@code id} has nothing to wait for. */
    public @Nullable Awaited before(String id) {
        Own writes = own.get(id);
        if (writes == null) {
            return forgotten.isEmpty() ? null : beforeForgotten();
        }
        List<CompletableFuture<@Nullable Receipt>> outcomes = writes.outcomes();
        return new Awaited(
                CompletableFuture.allOf(outcomes.toArray(new CompletableFuture<?>[0]))
                        .thenApply(settled -> marks(id, outcomes)),
                () -> own.remove(id, writes));
    }

    private Awaited beforeForgotten() {
        List<Mark> marks = List.copyOf(forgotten.values());
        return new Awaited(
                CompletableFuture.completedFuture(marks),
                () -> marks.forEach(mark -> forgotten.remove(mark.partition(), mark)));
    }

    private static List<Mark> marks(String id, List<CompletableFuture<@Nullable Receipt>> outcomes) {
        List<Mark> marks = new ArrayList<>(outcomes.size());
        for (CompletableFuture<@Nullable Receipt> outcome : outcomes) {
            Receipt receipt = outcome.join();
            if (receipt != null) {
                marks.add(new Mark(id, receipt));
            }
        }
        return marks;
    }

    private synchronized void forgetSome() {
        for (int looked = 0; own.size() > bound && looked < 2 * bound; looked++) {
            if (!hand.hasNext()) {
                hand = own.entrySet().iterator();
            }
            if (!hand.hasNext()) {
                return;
            }
            Map.Entry<String, Own> entry = hand.next();
            if (entry.getValue().settled()) {
                forget(entry.getKey(), entry.getValue());
            }
        }
    }

    private void forget(String id, Own writes) {
        // First remembered there, then forgotten here: a read in between waits twice rather than not at all.
        marks(id, writes.outcomes()).forEach(mark -> forgotten.merge(mark.partition(), mark, Mark::later));
        boolean unused = own.remove(id, writes);
    }
}
