package dev.credence.cli.command;

import dev.credence.cli.config.SettingsException;
import dev.credence.schemas.registry.RegistryRefusedException;
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
        String message = failure.getMessage();
        commandLine.getErr().println("credence: " + (message == null ? failure.toString() : message));
        commandLine.getErr().flush();
        return exitCode(failure);
    }

    private static int exitCode(Exception failure) {
        if (failure instanceof CommandFailedException known) {
            return known.exitCode();
        }
        return failure instanceof SettingsException
                        || failure instanceof IllegalArgumentException
                        || failure instanceof RegistryRefusedException
                ? ExitCode.USAGE
                : ExitCode.UNREACHABLE;
    }
}
