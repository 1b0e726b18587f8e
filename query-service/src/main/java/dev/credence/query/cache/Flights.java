package dev.credence.query.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Lets one of those who want the same id at the same time ask the database, and the others wait for it. Thread-safe. */
final class Flights {
    private final ConcurrentMap<String, CompletableFuture<Loaded>> flights = new ConcurrentHashMap<>();

    /**
     * What {@code load} says, or said to somebody who asked a moment ago.
     *
     * @param isUsable whether what was begun before this call is new enough for it; if not, {@code load} is asked again
     */
    Loaded load(String id, Function<String, Loaded> load, Predicate<Loaded> isUsable) {
        CompletableFuture<Loaded> mine = new CompletableFuture<>();
        CompletableFuture<Loaded> flying = flights.putIfAbsent(id, mine);
        if (flying == null) {
            return fly(id, mine, load);
        }
        Loaded shared = join(flying);
        return isUsable.test(shared) ? shared : load.apply(id);
    }

    private Loaded fly(String id, CompletableFuture<Loaded> mine, Function<String, Loaded> load) {
        try {
            Loaded loaded = load.apply(id);
            mine.complete(loaded);
            return loaded;
        } catch (RuntimeException | Error failure) {
            mine.completeExceptionally(failure);
            throw failure;
        } finally {
            flights.remove(id, mine);
        }
    }

    private static Loaded join(CompletableFuture<Loaded> flying) {
        try {
            return flying.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw failed;
        }
    }
}
