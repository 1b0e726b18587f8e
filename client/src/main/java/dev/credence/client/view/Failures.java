package dev.credence.client.view;

import dev.credence.client.contract.CredenceException;
import dev.credence.client.contract.UnavailableException;
import dev.credence.client.contract.Waiting;
import dev.credence.storage.OverloadedException;
import dev.credence.storage.ViewException;
import dev.credence.storage.ViewNotReadyException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

/** Failures of the read path, as the client names them. */
final class Failures {
    private Failures() {}

    static CredenceException of(Throwable thrown) {
        if (thrown instanceof CompletionException && thrown.getCause() != null) {
            return of(thrown.getCause());
        }
        if (thrown instanceof ViewNotReadyException || thrown instanceof OverloadedException) {
            return new UnavailableException(String.valueOf(thrown.getMessage()), thrown);
        }
        if (thrown instanceof RejectedExecutionException) {
            return new UnavailableException("too many reads wait for their receipts, or the client is closed", thrown);
        }
        return thrown instanceof ViewException
                ? new CredenceException(String.valueOf(thrown.getMessage()), thrown)
                : Waiting.failure(thrown);
    }
}
