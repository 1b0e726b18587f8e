package dev.credence.cli.command;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.config.SettingsException;
import dev.credence.cli.config.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Every key of the configuration as a flag: {@code half.life} is {@code --half-life}, and those that pass through are
 * given as {@code --set KEY=VALUE}. Three have names of their own, the ones that Kafka's tools use.
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
    private static final String COMMAND_CONFIG = "--command-config";
    private static final String PROFILE = "--profile";
    private static final String SET = "--set";
    private static final String CONFIG_VARIABLE = "CREDENCE_CONFIG";
    private static final String PROFILE_VARIABLE = "CREDENCE_PROFILE";

    private SettingsFlags() {}

    /** Lets {@code spec} take the flags; those that it declares itself stay its own. */
    static void addTo(CommandSpec spec) {
        for (Key key : Key.values()) {
            if (spec.findOption(name(key)) != null) {
                continue;
            }
            String production = key.defaultIn(Profile.PRODUCTION);
            spec.addOption(OptionSpec.builder(name(key))
                    .paramLabel(key.name().substring(key.name().lastIndexOf('_') + 1))
                    .type(String.class)
                    .hidden(!SHOWN.contains(key))
                    .description(
                            sentence(key.meaning().replace("`", "")),
                            key.key() + ", default " + (production.isEmpty() ? "none" : production) + ".")
                    .build());
        }
        spec.addOption(OptionSpec.builder(SET)
                .paramLabel("KEY=VALUE")
                .type(String[].class)
                .arity("1")
                .description("Any setting, such as kafka.producer.linger.ms=50; may be given again.")
                .build());
        addFile(
                spec,
                CONFIG,
                "Properties file; default $CREDENCE_CONFIG, else credence.properties in the data directory.");
        addFile(
                spec,
                COMMAND_CONFIG,
                "Properties of Kafka's clients under Kafka's own names, such as security.protocol.");
        spec.addOption(OptionSpec.builder(PROFILE)
                .paramLabel("PROFILE")
                .type(String.class)
                .description("production (default) or development: which defaults hold.")
                .build());
    }

    private static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + '.';
    }

    private static void addFile(CommandSpec spec, String name, String description) {
        spec.addOption(OptionSpec.builder(name)
                .paramLabel("FILE")
                .type(Path.class)
                .description(description)
                .build());
    }

    /** The settings of a command whose arguments have been parsed. */
    static Settings resolve(CommandSpec spec, Map<String, String> environment) {
        ParseResult parsed = spec.commandLine().getParseResult();
        Map<String, Setting> flags = flags(parsed);
        return Settings.resolve(new Sources(
                flags,
                parsed.matchedOptionValue(COMMAND_CONFIG, null),
                environment,
                file(parsed, environment, flags),
                profile(parsed, environment)));
    }

    /** The profile that flag or environment name. */
    static Profile profile(ParseResult parsed, Map<String, String> environment) {
        String flag = parsed.matchedOptionValue(PROFILE, null);
        String name = flag == null ? environment.getOrDefault(PROFILE_VARIABLE, "") : flag;
        if (name.isBlank() && flag == null) {
            return Profile.PRODUCTION;
        }
        try {
            return Profile.valueOf(name.trim().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new SettingsException("the profile must be production or development, was '" + name + "' ("
                    + (flag == null ? "environment " + PROFILE_VARIABLE : "flag " + PROFILE) + ")");
        }
    }

    /** The flag of {@code key}. */
    static String name(Key key) {
        return OWN_NAMES.getOrDefault(key, "--" + key.key().replace('.', '-'));
    }

    private static Map<String, Setting> flags(ParseResult parsed) {
        Map<String, Setting> flags = new LinkedHashMap<>();
        for (String assignment : parsed.matchedOptionValue(SET, new String[0])) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new SettingsException("--set takes KEY=VALUE, such as half.life=7d, was '" + assignment + "'");
            }
            put(
                    flags,
                    assignment.substring(0, equals).trim(),
                    assignment.substring(equals + 1).trim(),
                    SET);
        }
        for (Key key : Key.values()) {
            // The value of a command's own flag may be of another type.
            Object value = parsed.matchedOptionValue(name(key), null);
            if (value instanceof String text) {
                put(flags, key.key(), text.trim(), name(key));
            }
        }
        return flags;
    }

    private static void put(Map<String, Setting> flags, String key, String value, String flag) {
        Setting other = flags.put(key, new Setting(value, "flag " + flag));
        if (other != null) {
            throw new SettingsException(key + " is given twice, by " + other.origin() + " and by flag " + flag);
        }
    }

    /** The data directory decides where its file is, so it can only come from a flag, the environment or the default. */
    private static @Nullable Path file(
            ParseResult parsed, Map<String, String> environment, Map<String, Setting> flags) {
        Path named = parsed.matchedOptionValue(CONFIG, null);
        String variable = environment.getOrDefault(CONFIG_VARIABLE, "");
        if (named != null || !variable.isBlank()) {
            return named == null ? Path.of(variable) : named;
        }
        String dataDir = environment.getOrDefault(Key.DATA_DIR.variable(), "");
        Setting flag = flags.get(Key.DATA_DIR.key());
        Path inData = Path.of(
                        flag != null
                                ? flag.value()
                                : dataDir.isBlank() ? Key.DATA_DIR.defaultIn(Profile.PRODUCTION) : dataDir)
                .resolve("credence.properties");
        return Files.exists(inData) ? inData : null;
    }
}
