package dev.credence.cli.command;

import dev.credence.cli.config.SettingsException;
import dev.credence.cli.records.NoSuchTopicException;
import dev.credence.ingest.publish.NotAuthorisedException;
import dev.credence.ingest.publish.TopicsMissingException;
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

    private static int exitCode(Exception failure) {
        if (failure instanceof CommandFailedException known) {
            return known.exitCode();
        }
        boolean wrongUse = failure instanceof SettingsException
                || failure instanceof IllegalArgumentException
                || failure instanceof NoSuchTopicException
                || failure instanceof ApiKeysException
                || failure instanceof TopicsMissingException
                || failure instanceof NotAuthorisedException
                || failure instanceof RegistryRefusedException
                || failure instanceof ViewException
                // With a cause it is the broker that did not answer.
                || (failure instanceof ReplayException && failure.getCause() == null)
                // With a cause it is the cluster that did not answer.
                || (failure instanceof TopicSetupException && failure.getCause() == null);
        return wrongUse ? ExitCode.USAGE : ExitCode.UNREACHABLE;
    }
}
