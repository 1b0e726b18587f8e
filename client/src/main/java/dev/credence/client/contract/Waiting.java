package dev.credence.client.contract;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Calls that wait for futures. */
public final class Waiting {
    private Waiting() {}

    /** The future's value, or its failure as it is. */
    public static <T> T value(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CredenceException("interrupted while waiting for an answer", e);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        }
    }

    /** {@code thrown} as a failure of the client's. */
    public static CredenceException failure(Throwable thrown) {
        if (thrown instanceof java.util.concurrent.CompletionException && thrown.getCause() != null) {
            return failure(thrown.getCause());
        }
        return thrown instanceof CredenceException known
                ? known
                : new CredenceException("the call failed: " + thrown, thrown);
    }
}
