package dev.credence.cli.config;

import dev.credence.core.config.Durations;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one run, each with its origin: flag, else environment, else file, else the profile's default.
 * Immutable and thread-safe.
 */
public final class Settings {
    private static final String ENVIRONMENT_PREFIX = "CREDENCE_";

    /** Variables of the launcher and of this class that are no keys. */
    private static final java.util.Set<String> OTHER_VARIABLES = java.util.Set.of(
            "CREDENCE_CONFIG",
            "CREDENCE_JAVA_OPTS",
            "CREDENCE_HEAP",
            "CREDENCE_PROFILE",
            "CREDENCE_API_KEY",
            "CREDENCE_API_KEY_FILE");

    /** Kafka's and the registry client's own keys pass through under these. */
    private static final java.util.List<String> PASS_THROUGH = java.util.List.of("kafka.", "schema.registry.");

    /** A value and where it came from, such as {@code --half-life} or {@code credence.properties}. */
    public record Setting(String value, String origin) {}

    private final Map<Key, Setting> settings;
    private final Map<String, Setting> passedThrough;

    private Settings(Map<Key, Setting> settings, Map<String, Setting> passedThrough) {
        this.settings = settings;
        this.passedThrough = passedThrough;
    }

    /**
     * Resolves all keys.
     *
     * @param flags values given as flags, by key
     * @param file the properties file; null if there is none
     * @throws SettingsException if a key is unknown, a value is not one of its kind, or the file cannot be read
     */
    public static Settings resolve(
            Map<Key, Setting> flags, Map<String, String> environment, @Nullable Path file, Profile profile) {
        Map<Key, Setting> settings = new EnumMap<>(Key.class);
        for (Key key : Key.values()) {
            settings.put(
                    key,
                    new Setting(
                            key.defaultIn(profile),
                            "default of " + profile.name().toLowerCase(Locale.ROOT)));
        }
        Map<String, Setting> passedThrough = new TreeMap<>();
        if (file != null) {
            readFile(file, settings, passedThrough);
        }
        readEnvironment(environment, settings);
        settings.putAll(flags);
        settings.forEach((key, setting) -> key.check(setting.value(), setting.origin()));
        return new Settings(settings, passedThrough);
    }

    private static void readFile(Path file, Map<Key, Setting> settings, Map<String, Setting> passedThrough) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new SettingsException("cannot read " + file + ": " + unreadable.getMessage());
        }
        for (String name : properties.stringPropertyNames()) {
            Setting setting = new Setting(properties.getProperty(name).trim(), file.toString());
            Key key = Key.named(name).orElse(null);
            if (key != null) {
                settings.put(key, setting);
            } else if (PASS_THROUGH.stream().anyMatch(name::startsWith)) {
                passedThrough.put(name, setting);
            } else {
                throw new SettingsException(
                        "unknown key '" + name + "' in " + file + "; the nearest is '" + Key.nearest(name) + "'");
            }
        }
    }

    private static void readEnvironment(Map<String, String> environment, Map<Key, Setting> settings) {
        Map<String, Key> byVariable = new LinkedHashMap<>();
        for (Key key : Key.values()) {
            byVariable.put(key.variable(), key);
        }
        environment.forEach((name, value) -> {
            Key key = byVariable.get(name);
            if (key != null) {
                settings.put(key, new Setting(value, name));
            } else if (name.startsWith(ENVIRONMENT_PREFIX) && !OTHER_VARIABLES.contains(name)) {
                String asKey = name.substring(ENVIRONMENT_PREFIX.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.');
                throw new SettingsException(
                        "unknown variable " + name + "; the nearest key is '" + Key.nearest(asKey) + "'");
            }
        });
    }

    /** The value of {@code key} with its origin. */
    public Setting setting(Key key) {
        Setting setting = settings.get(key);
        if (setting == null) {
            throw new IllegalStateException("no value for " + key.key());
        }
        return setting;
    }

    /** These settings with some values replaced. */
    public Settings with(Map<Key, Setting> replaced) {
        Map<Key, Setting> all = new EnumMap<>(settings);
        all.putAll(replaced);
        return new Settings(all, passedThrough);
    }

    public String text(Key key) {
        return setting(key).value();
    }

    public int number(Key key) {
        return Math.toIntExact(Long.parseLong(text(key).trim()));
    }

    public long bytes(Key key) {
        return Kinds.parseBytes(text(key));
    }

    public Duration duration(Key key) {
        return Durations.parse(text(key));
    }

    public Path path(Key key) {
        return Path.of(text(key));
    }

    /**
     * Kafka's own keys for one kind of client: those under {@code kafka.}, overridden by those under
     * {@code kafka.<kind>.}.
     *
     * @param kind {@code producer}, {@code consumer} or {@code streams}
     */
    public Map<String, String> kafka(String kind) {
        Map<String, String> all = new LinkedHashMap<>();
        passedThrough.forEach((name, setting) -> {
            if (name.startsWith("kafka.")
                    && !name.startsWith("kafka.producer.")
                    && !name.startsWith("kafka.consumer.")
                    && !name.startsWith("kafka.streams.")) {
                all.put(name.substring("kafka.".length()), setting.value());
            }
        });
        String prefix = "kafka." + kind + ".";
        passedThrough.forEach((name, setting) -> {
            if (name.startsWith(prefix)) {
                all.put(name.substring(prefix.length()), setting.value());
            }
        });
        return all;
    }

    /** All of Kafka's own keys, without {@code kafka.} before them: what is for one kind of client keeps its prefix. */
    public Map<String, String> kafka() {
        Map<String, String> all = new LinkedHashMap<>();
        passedThrough.forEach((name, setting) -> {
            if (name.startsWith("kafka.")) {
                all.put(name.substring("kafka.".length()), setting.value());
            }
        });
        return all;
    }

    /** The registry client's own keys, under Confluent's names: {@code schema.registry.} is kept where it is theirs. */
    public Map<String, String> registry() {
        Map<String, String> all = new LinkedHashMap<>();
        passedThrough.forEach((name, setting) -> {
            if (name.startsWith("schema.registry.")) {
                all.put(name, setting.value());
                all.put(name.substring("schema.registry.".length()), setting.value());
            }
        });
        return all;
    }
}
