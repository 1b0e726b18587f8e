package dev.credence.cli.command;

import dev.credence.cli.config.Key;
import dev.credence.query.access.ApiKeyFile;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** The file of API keys that the settings name. */
final class KeysFile {
    private KeysFile() {}

    static ApiKeyFile of(CommandSpec spec) {
        String file = SettingsFlags.resolve(spec, System.getenv()).text(Key.HTTP_API_KEYS_FILE);
        if (file.isEmpty()) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "http.api.keys.file is not set; name the file with --http-api-keys-file FILE");
        }
        return new ApiKeyFile(Path.of(file));
    }
}
