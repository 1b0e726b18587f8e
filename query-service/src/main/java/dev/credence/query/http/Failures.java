package dev.credence.query.http;

import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.storage.DamagedViewException;
import dev.credence.storage.OverloadedException;
import dev.credence.storage.ViewNotReadyException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which problem each failure is to the client. What is nobody's request's fault is logged here, once. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static Problem problem(Throwable thrown) {
        if (thrown instanceof Problem problem) {
            return problem;
        }
        if (thrown instanceof CompletionException && thrown.getCause() != null) {
            return problem(thrown.getCause());
        }
        if (thrown instanceof ViewNotReadyException) {
            return Problem.starting();
        }
        if (thrown instanceof RejectedExecutionException || thrown instanceof OverloadedException) {
            return Problem.overloaded("more requests want the view than it serves at once");
        }
        if (thrown instanceof DamagedViewException || thrown instanceof MalformedBytesException) {
            LOG.error("A row of the view is damaged", thrown);
            return damaged();
        }
        LOG.error("A request failed", thrown);
        return Problem.internal();
    }

    private static Problem damaged() {
        return new Problem(
                503,
                "damaged-row",
                "A stored row is damaged",
                "the row does not match its checksum or cannot be decoded; its writer is told and builds the view again from the topics; try again");
    }
}
