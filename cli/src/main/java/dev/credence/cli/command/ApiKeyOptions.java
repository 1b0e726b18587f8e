package dev.credence.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command has its API key from. */
final class ApiKeyOptions {
    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = "Its API key, if it asks for one; default $$CREDENCE_API_KEY. Others of this machine can see"
                    + " flags: rather use that, or a file.")
    private @Nullable String key;

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "A file with the API key; default $$CREDENCE_API_KEY_FILE.")
    private @Nullable Path file;

    /**
     * The key of the first of: the flag, the file, and the two variables; null if none is given. An empty variable counts
     * as none: compose files pass on what is not set as empty.
     */
    @Nullable
    String key(Map<String, String> environment) {
        if (key != null) {
            return key;
        }
        if (file != null) {
            return read(file);
        }
        String variable = environment.getOrDefault("CREDENCE_API_KEY", "");
        String named = environment.getOrDefault("CREDENCE_API_KEY_FILE", "");
        return !variable.isBlank() ? variable : named.isBlank() ? null : read(Path.of(named));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException unreadable) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "cannot read the API key in " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }
}
