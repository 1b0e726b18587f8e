package dev.credence.cli.command;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.config.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Every key of the configuration as a flag: {@code half.life} is {@code --half-life}. Three have names of their own, the
 * ones that Kafka's tools use.
 */
final class SettingsFlags {
    private static final Map<Key, String> OWN_NAMES = Map.of(
            Key.DATA_DIR, "--data",
            Key.BOOTSTRAP_SERVERS, "--bootstrap-server",
            Key.SCHEMA_REGISTRY_URL, "--schema-registry");

    /** The ones that help shows; {@code config show} lists them all. */
    private static final Set<Key> SHOWN = EnumSet.of(
            Key.DATA_DIR,
            Key.BOOTSTRAP_SERVERS,
            Key.SCHEMA_REGISTRY_URL,
            Key.HTTP_PORT,
            Key.HALF_LIFE,
            Key.TOPICS_PREFIX);

    private static final String CONFIG = "--config";
    private static final String PROFILE = "--profile";

    private SettingsFlags() {}

    /** Lets {@code spec} take the flags. */
    static void addTo(CommandSpec spec) {
        for (Key key : Key.values()) {
            spec.addOption(OptionSpec.builder(name(key))
                    .paramLabel(key.name().substring(key.name().lastIndexOf('_') + 1))
                    .type(String.class)
                    .hidden(!SHOWN.contains(key))
                    .description("Setting " + key.key() + "; default "
                            + (key.defaultIn(Profile.PRODUCTION).isEmpty()
                                    ? "none"
                                    : key.defaultIn(Profile.PRODUCTION)))
                    .build());
        }
        spec.addOption(OptionSpec.builder(CONFIG)
                .paramLabel("FILE")
                .type(Path.class)
                .description(
                        "Properties file; default $CREDENCE_CONFIG, else credence.properties in the data directory.")
                .build());
        spec.addOption(OptionSpec.builder(PROFILE)
                .paramLabel("PROFILE")
                .type(String.class)
                .description("production (default) or development: which defaults hold.")
                .build());
    }

    /** The settings of a command whose arguments have been parsed. */
    static Settings resolve(CommandSpec spec, Map<String, String> environment) {
        ParseResult parsed = spec.commandLine().getParseResult();
        Map<Key, Setting> flags = new EnumMap<>(Key.class);
        for (Key key : Key.values()) {
            String value = parsed.matchedOptionValue(name(key), null);
            if (value != null) {
                flags.put(key, new Setting(value, name(key)));
            }
        }
        Profile profile = profile(parsed, environment);
        return Settings.resolve(flags, environment, file(parsed, environment, flags, profile), profile);
    }

    /** Whether the flag of {@code key} was given. */
    static boolean isGiven(CommandSpec spec, Key key) {
        return spec.commandLine().getParseResult().hasMatchedOption(name(key));
    }

    private static String name(Key key) {
        return OWN_NAMES.getOrDefault(key, "--" + key.key().replace('.', '-'));
    }

    private static Profile profile(ParseResult parsed, Map<String, String> environment) {
        String name = parsed.matchedOptionValue(PROFILE, environment.getOrDefault("CREDENCE_PROFILE", "production"));
        try {
            return Profile.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new SettingsException("--profile must be production or development, was '" + name + "'");
        }
    }

    private static @Nullable Path file(
            ParseResult parsed, Map<String, String> environment, Map<Key, Setting> flags, Profile profile) {
        Path named = parsed.matchedOptionValue(CONFIG, null);
        if (named == null && environment.containsKey("CREDENCE_CONFIG")) {
            named = Path.of(environment.getOrDefault("CREDENCE_CONFIG", ""));
        }
        if (named != null) {
            return named;
        }
        // The data directory decides where its file is, so it can only come from a flag, the environment or the
        // default.
        Path inData = Settings.resolve(flags, environment, null, profile)
                .path(Key.DATA_DIR)
                .resolve("credence.properties");
        return Files.exists(inData) ? inData : null;
    }
}
