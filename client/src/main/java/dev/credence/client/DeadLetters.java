package dev.credence.client;

import dev.credence.client.contract.CredenceException;
import dev.credence.client.contract.RefusedException;
import dev.credence.client.contract.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * The own writes that a call found to be dead-lettered. They are settled: the call waits for the others, forgets all
 * together, and only then throws, so that each is told once and no later call meets it again. Thread-safe.
 */
final class DeadLetters {
    private @Nullable RefusedException first;

    /** Keeps a dead letter for {@link #tell}; throws every other failure. */
    synchronized void pass(Throwable thrown) {
        CredenceException failure = Waiting.failure(thrown);
        if (!(failure instanceof RefusedException refused) || !refused.code().equals(RefusedException.DEAD_LETTERED)) {
            throw failure;
        }
        if (first == null) {
            first = refused;
        } else {
            first.addSuppressed(refused);
        }
    }

    /** @throws RefusedException the first dead letter, if there was one */
    synchronized void tell() {
        if (first != null) {
            throw first;
        }
    }
}
