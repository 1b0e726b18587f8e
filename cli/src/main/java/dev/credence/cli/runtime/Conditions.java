package dev.credence.cli.runtime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waiting for something that has no future to wait on. */
final class Conditions {
    private static final long LOOK_MS = 5;

    private Conditions() {}

    /**
     * Returns once {@code condition} holds.
     *
     * @throws IllegalStateException if it does not within {@code atMost}, or if {@code failure} answers before
     */
    static void await(String what, Duration atMost, BooleanSupplier condition, Supplier<@Nullable Throwable> failure) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            Throwable failed = failure.get();
            if (failed != null) {
                throw new IllegalStateException(
                        failed.getMessage() == null ? failed.toString() : failed.getMessage(), failed);
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited " + atMost.toSeconds() + " s in vain for " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for " + what, e);
            }
        }
    }
}
