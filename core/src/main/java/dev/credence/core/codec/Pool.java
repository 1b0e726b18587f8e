package dev.credence.core.codec;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Native contexts at rest: making one costs more than most uses of it. Never waits: one too few is made, one too many is
 * closed. Thread-safe.
 */
final class Pool<T> {
    private static final int KEPT = 32;

    private final ArrayBlockingQueue<T> idle = new ArrayBlockingQueue<>(KEPT);
    private final Supplier<T> make;
    private final Consumer<T> close;

    Pool(Supplier<T> make, Consumer<T> close) {
        this.make = make;
        this.close = close;
    }

    T take() {
        T found = idle.poll();
        return found == null ? make.get() : found;
    }

    void giveBack(T context) {
        if (!idle.offer(context)) {
            close.accept(context);
        }
    }
}
