package dev.credence.cli.command;

import dev.credence.cli.runtime.Logs;
import dev.credence.cli.runtime.Role;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/** How every role runs: data directory, log file, start, wait for Ctrl-C or failure, orderly end. */
final class RoleRun {
    private static final Logger LOG = LoggerFactory.getLogger(RoleRun.class);

    private RoleRun() {}

    /** Runs a role until it is interrupted; the exit code is only of use if it failed. */
    static int run(CommandSpec spec, Path dataDir, String name, Function<PrometheusMeterRegistry, Role> start) {
        PrintWriter err = Out.errorsOf(spec);
        createDirectories(dataDir);
        err.println("credence " + name + ": starting; log " + Logs.ofRole(dataDir));
        err.flush();
        Role role = start.apply(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        return waitFor(role, err, name);
    }

    /** Waits until the process is asked to end, then ends the role; or until the role fails. */
    static int waitFor(Role role, PrintWriter err, String name) {
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    err.println("credence " + name + ": stopping; data stays");
                    err.flush();
                    close(role);
                    ended.countDown();
                },
                "credence-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        err.println("credence " + name + ": ready");
        err.flush();
        Throwable failure = role.awaitFailure();
        if (failure == null) {
            awaitQuietly(ended);
            return ExitCode.DONE;
        }
        Runtime.getRuntime().removeShutdownHook(hook);
        close(role);
        LOG.error("{} failed", name, failure);
        throw new CommandFailedException(
                Failures.exitCode(failure),
                failure.getMessage() == null ? failure.toString() : failure.getMessage(),
                failure);
    }

    static void createDirectories(Path dataDir) {
        try {
            Files.createDirectories(dataDir);
        } catch (FileSystemException refused) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "cannot use " + dataDir + " as data directory (" + refused.getReason()
                            + "); name another with --data",
                    refused);
        } catch (IOException failed) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "cannot create " + dataDir + ": " + failed.getMessage(), failed);
        }
    }

    private static void close(Role role) {
        try {
            role.close();
        } catch (RuntimeException e) {
            LOG.warn("while stopping", e);
        }
    }

    private static void awaitQuietly(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
