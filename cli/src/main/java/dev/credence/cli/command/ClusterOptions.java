package dev.credence.cli.command;

import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.Cluster;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The flags of every command that is a Kafka client; broker and registry are flags of the settings. */
final class ClusterOptions {
    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties of the Kafka client, such as security.protocol.")
    private @Nullable Path commandConfig;

    /** The settings, with broker and registry from the run file where nobody named them. */
    Settings settings(@Nullable CommandSpec spec) {
        CommandSpec given = Objects.requireNonNull(spec);
        return Defaults.fromRunFile(given, SettingsFlags.resolve(given, System.getenv()));
    }

    /** The cluster, whether it answers or not. */
    Cluster cluster(Settings settings) {
        return new Cluster(settings, properties());
    }

    /** @throws dev.credence.cli.runtime.UnreachableException if no broker answers */
    Cluster reachable(Settings settings) {
        return cluster(settings).required();
    }

    /** Kafka's properties in the file that was named; empty if none was. */
    Map<String, String> properties() {
        Map<String, String> kafka = new HashMap<>();
        if (commandConfig != null) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(commandConfig)) {
                properties.load(reader);
            } catch (NoSuchFileException e) {
                throw new CommandFailedException(
                        ExitCode.USAGE, "--command-config: there is no file " + commandConfig, e);
            } catch (IOException | IllegalArgumentException e) {
                throw new CommandFailedException(
                        ExitCode.USAGE, "--command-config: cannot read " + commandConfig + ": " + e.getMessage(), e);
            }
            properties.stringPropertyNames().forEach(name -> kafka.put(name, properties.getProperty(name)));
        }
        return kafka;
    }
}
