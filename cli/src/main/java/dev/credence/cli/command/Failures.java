package dev.credence.cli.command;

import dev.credence.cli.config.SettingsException;
import dev.credence.cli.records.NoSuchTopicException;
import dev.credence.ingest.publish.NotAuthorisedException;
import dev.credence.ingest.publish.TopicsMissingException;
import dev.credence.processor.ledger.RefusedException;
import dev.credence.processor.replay.ReplayException;
import dev.credence.query.access.ApiKeysException;
import dev.credence.schemas.registry.RegistryRefusedException;
import dev.credence.schemas.topic.TopicSetupException;
import dev.credence.storage.ViewException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one line on standard error and an exit code; the stack goes to the log. */
final class Failures implements IExecutionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed) {
        LOG.info("command failed", failure);
        return told(ClientFailures.explained(failure).map(Exception.class::cast).orElse(failure), commandLine);
    }

    private static int told(Exception failure, CommandLine commandLine) {
        String message = failure.getMessage();
        commandLine.getErr().println("credence: " + (message == null ? failure.toString() : message));
        commandLine.getErr().flush();
        return exitCode(failure);
    }

    /** Of what ended a command or a role: {@link ExitCode#USAGE} if trying again would change nothing. */
    static int exitCode(Throwable failure) {
        if (failure instanceof IllegalArgumentException) {
            return ExitCode.USAGE;
        }
        // Our own are looked for among the causes, too: a role that failed while it started is told of in another's
        // words.
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CommandFailedException known) {
                return known.exitCode();
            }
            if (isWrongUse(cause)) {
                return ExitCode.USAGE;
            }
        }
        return ExitCode.UNREACHABLE;
    }

    private static boolean isWrongUse(Throwable failure) {
        return failure instanceof SettingsException
                || failure instanceof NoSuchTopicException
                || failure instanceof ApiKeysException
                || failure instanceof TopicsMissingException
                || failure instanceof NotAuthorisedException
                || failure instanceof RegistryRefusedException
                || failure instanceof ViewException
                || failure instanceof RefusedException
                // With a cause it is the broker that did not answer.
                || (failure instanceof ReplayException && failure.getCause() == null)
                // With a cause it is the cluster that did not answer.
                || (failure instanceof TopicSetupException && failure.getCause() == null);
    }
}
