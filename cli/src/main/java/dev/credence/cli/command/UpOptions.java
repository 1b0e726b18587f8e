package dev.credence.cli.command;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.Logs;
import dev.credence.cli.runtime.Up;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The flags that {@code up} and {@code demo} have in common, apart from the settings. */
final class UpOptions {
    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Default ${DEFAULT-VALUE}.")
    private int kafkaPort;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Default ${DEFAULT-VALUE}.")
    private int registryPort;

    Up start(CommandSpec spec, Settings settings) {
        PrintWriter err = Out.errorsOf(spec);
        RoleRun.createDirectories(settings.path(Key.DATA_DIR));
        err.println("credence: starting; log " + Logs.ofRole(settings.path(Key.DATA_DIR)));
        boolean external = !settings.setting(Key.BOOTSTRAP_SERVERS).isDefault();
        return Up.start(settings, external ? null : new Up.Ports(kafkaPort, registryPort), line -> {
            err.println("credence: " + line);
            err.flush();
        });
    }
}
