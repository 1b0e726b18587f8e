package dev.credence.cli.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one run, each with its origin: flag, else environment, else file, else the profile's default.
 * Immutable and thread-safe.
 */
public final class Settings {
    /**
     * A value and where it came from: {@code flag --half-life}, {@code environment CREDENCE_HALF_LIFE},
     * {@code credence.properties:3}, {@code profile development}, {@code default}.
     */
    public record Setting(String value, String origin) {
        /** Whether nobody set it. */
        public boolean isDefault() {
            return origin.equals("default") || origin.startsWith("profile ");
        }
    }

    /** A setting as it may be shown: secrets are masked. */
    public record Shown(String key, String value, String origin) {}

    private final Sources sources;
    private final Map<Key, Setting> settings;
    private final Map<String, Setting> passedThrough;

    Settings(Sources sources, Map<Key, Setting> settings, Map<String, Setting> passedThrough) {
        this.sources = sources;
        this.settings = settings;
        this.passedThrough = passedThrough;
    }

    /**
     * Resolves all keys.
     *
     * @throws SettingsException if a key is unknown, a value is not one of its kind, settings do not go together, or a
     *     file cannot be read
     */
    public static Settings resolve(Sources sources) {
        Resolution resolution = Resolution.of(sources);
        List<Problem> problems = resolution.problems();
        if (!problems.isEmpty()) {
            throw new SettingsException(problems.get(0).sentence()
                    + (problems.size() == 1 ? "" : "; and " + (problems.size() - 1) + " more to correct"));
        }
        return resolution.settings();
    }

    /** Resolves all keys where no key passes through as a flag. */
    public static Settings resolve(
            Map<Key, Setting> flags, Map<String, String> environment, @Nullable Path file, Profile profile) {
        Map<String, Setting> byName = new LinkedHashMap<>();
        flags.forEach((key, setting) -> byName.put(key.key(), setting));
        return resolve(new Sources(byName, null, environment, file, profile));
    }

    public Profile profile() {
        return sources.profile();
    }

    /** The properties file; null if there is none. */
    public @Nullable Path file() {
        return sources.file();
    }

    /** All settings in the order of the reference, then those that pass through. */
    public List<Shown> shown() {
        List<Shown> shown = new ArrayList<>();
        settings.forEach((key, setting) -> shown.add(shown(key.key(), setting)));
        passedThrough.forEach((name, setting) -> shown.add(shown(name, setting)));
        return shown;
    }

    private static Shown shown(String name, Setting setting) {
        return new Shown(name, Secrets.masked(name, setting.value()), setting.origin());
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
        return new Settings(sources, all, passedThrough);
    }

    public String text(Key key) {
        return setting(key).value();
    }

    public boolean flag(Key key) {
        return text(key).equals("true");
    }

    public int number(Key key) {
        return Integer.parseInt(text(key));
    }

    public long bytes(Key key) {
        return Kinds.parseBytes(text(key));
    }

    /** A duration; of a key in milliseconds, the value may be a number alone. */
    public Duration duration(Key key) {
        return key.key().endsWith(".ms") ? Kinds.parseMillis(text(key)) : Kinds.parseDuration(text(key));
    }

    public Path path(Key key) {
        return Path.of(text(key));
    }

    /** Those that pass through, by name. */
    Map<String, Setting> passedThrough() {
        return passedThrough;
    }

    /**
     * Kafka's own keys for one kind of client: those under {@code kafka.}, overridden by those under
     * {@code kafka.<kind>.}. Those for the admin client that goes with it keep {@code admin.} before them.
     *
     * @param kind {@code producer}, {@code consumer}, {@code admin} or {@code streams}
     */
    public Map<String, String> kafka(String kind) {
        Map<String, String> all = new LinkedHashMap<>();
        Map<String, String> ofKind = new LinkedHashMap<>();
        kafka().forEach((name, value) -> {
            boolean limited = KafkaNames.prefixes().stream().anyMatch(name::startsWith);
            if (name.startsWith(kind + ".")) {
                ofKind.put(name.substring(kind.length() + 1), value);
            } else if (!limited || name.startsWith("admin.")) {
                all.put(name, value);
            }
        });
        all.putAll(ofKind);
        return all;
    }

    /** All of Kafka's own keys, without {@code kafka.} before them: what is for one kind of client keeps its prefix. */
    public Map<String, String> kafka() {
        Map<String, String> all = new TreeMap<>();
        passedThrough.forEach((name, setting) -> {
            if (name.startsWith(PassThrough.KAFKA) && !FixedKeys.isFixed(name.substring(PassThrough.KAFKA.length()))) {
                all.put(name.substring(PassThrough.KAFKA.length()), setting.value());
            }
        });
        return all;
    }

    /** The registry client's own keys, under Confluent's names: {@code schema.registry.} is kept where it is theirs. */
    public Map<String, String> registry() {
        Map<String, String> all = new LinkedHashMap<>();
        passedThrough.forEach((name, setting) -> {
            if (name.startsWith(PassThrough.REGISTRY)) {
                all.put(name, setting.value());
                all.put(name.substring(PassThrough.REGISTRY.length()), setting.value());
            }
        });
        return all;
    }
}
