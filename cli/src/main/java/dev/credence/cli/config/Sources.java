package dev.credence.cli.config;

import dev.credence.cli.config.Settings.Setting;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What settings are made from, weakest last.
 *
 * @param flags by the name of the key, those that pass through among them
 * @param commandConfig properties of Kafka's clients under Kafka's own names, as Kafka's tools take them; null if none
 * @param environment all of it
 * @param file the properties file; null if there is none
 */
public record Sources(
        Map<String, Setting> flags,
        @Nullable Path commandConfig,
        Map<String, String> environment,
        @Nullable Path file,
        Profile profile) {

    public Sources {
        flags = Map.copyOf(flags);
        environment = Map.copyOf(environment);
    }

    /** One file and nothing else. */
    static Sources of(Path file, Profile profile) {
        return new Sources(Map.of(), null, Map.of(), file, profile);
    }
}
