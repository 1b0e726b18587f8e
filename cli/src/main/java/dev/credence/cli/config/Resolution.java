package dev.credence.cli.config;

import dev.credence.cli.config.Settings.Setting;
import dev.credence.schemas.registry.Registry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Lays the sources over each other, weakest first, and collects everything that is wrong. Confined to one thread. */
final class Resolution {
    private static final String BASIC_AUTH = "basic.auth.";

    private final Map<String, Setting> given = new TreeMap<>();

    /** Lines of the properties file, for what is found wrong later. */
    private final Map<String, Integer> lines = new HashMap<>();

    private final List<Problem> problems = new ArrayList<>();
    private final Sources sources;
    private boolean valuesFit;

    private Resolution(Sources sources) {
        this.sources = sources;
    }

    /** @throws SettingsException if a file cannot be read; all else is among the {@link #problems} */
    static Resolution of(Sources sources) {
        Resolution resolution = new Resolution(sources);
        resolution.defaults();
        if (sources.file() != null) {
            resolution.file(sources.file());
        }
        resolution.environment();
        if (sources.commandConfig() != null) {
            resolution.commandConfig(sources.commandConfig());
        }
        sources.flags().forEach((name, setting) -> resolution.put(name, setting, 0));
        resolution.check();
        return resolution;
    }

    /** In the order in which they were found: names, then values, then what does not go together. */
    List<Problem> problems() {
        return problems;
    }

    /** The line of the file that sets the key; 0 if none does. */
    int lineOf(String name) {
        return lines.getOrDefault(name, 0);
    }

    /** Whether each value by itself is one of its kind, so that {@link #settings} can be read. */
    boolean valuesFit() {
        return valuesFit;
    }

    /** What was given and is known by name. */
    Settings settings() {
        Map<Key, Setting> ofKeys = new EnumMap<>(Key.class);
        Map<String, Setting> passedThrough = new TreeMap<>();
        given.forEach((name, setting) -> Key.named(name)
                .ifPresentOrElse(key -> ofKeys.put(key, setting), () -> passedThrough.put(name, setting)));
        return new Settings(sources, ofKeys, passedThrough);
    }

    private void defaults() {
        String profile = "profile " + sources.profile().name().toLowerCase(Locale.ROOT);
        for (Key key : Key.values()) {
            boolean ofProfile = key.differsByProfile() && sources.profile() != Profile.PRODUCTION;
            given.put(key.key(), new Setting(key.defaultIn(sources.profile()), ofProfile ? profile : "default"));
        }
    }

    private void file(Path file) {
        PropertiesFile read = PropertiesFile.read(file);
        problems.addAll(read.problems());
        for (PropertiesFile.Line line : read.lines()) {
            put(line.name(), new Setting(line.value(), file + ":" + line.number()), line.number());
        }
    }

    /** An empty variable counts as none: compose files pass on what is not set as empty. */
    private void environment() {
        Map<String, String> setting = new TreeMap<>();
        sources.environment().forEach((variable, value) -> {
            if (!value.isBlank() && Variables.setsAKey(variable, value)) {
                setting.put(variable, value.trim());
            }
        });
        if (setting.isEmpty()) {
            return;
        }
        Map<String, String> known = Variables.known();
        setting.forEach((variable, value) -> {
            String name = known.getOrDefault(variable, Variables.guess(variable));
            if (Key.named(name).isPresent() || PassThrough.isOne(name)) {
                put(name, new Setting(value, "environment " + variable), 0);
            } else {
                problems.add(new Problem(0, true, Variables.unknown(variable, known), ""));
            }
        });
    }

    /** Kafka's names are without a prefix here, and stand for every kind of client. */
    private void commandConfig(Path file) {
        PropertiesFile read = PropertiesFile.read(file);
        problems.addAll(read.problems());
        for (PropertiesFile.Line line : read.lines()) {
            Setting setting = new Setting(line.value(), file + ":" + line.number());
            String name = line.name();
            if (Key.BOOTSTRAP_SERVERS.key().equals(name) || name.startsWith(PassThrough.REGISTRY)) {
                put(name, setting, 0);
            } else if (name.startsWith(BASIC_AUTH)) {
                put(PassThrough.REGISTRY + name, setting, 0);
            } else {
                given.keySet()
                        .removeIf(other -> other.startsWith(PassThrough.KAFKA)
                                && PassThrough.bare(other).equals(KafkaNames.bare(name)));
                put(PassThrough.KAFKA + name, setting, 0);
            }
        }
    }

    private void put(String name, Setting setting, int line) {
        if (Key.named(name).isPresent() || PassThrough.isOne(name)) {
            given.put(name, setting);
            lines.put(name, line);
        } else {
            List<String> candidates = new ArrayList<>();
            for (Key key : Key.values()) {
                candidates.add(key.key());
            }
            candidates.addAll(PassThrough.knownNames());
            problems.add(new Problem(
                    line,
                    true,
                    "unknown key '" + name + "'; the nearest is '" + Spelling.nearest(name, candidates) + "'",
                    setting.origin()));
        }
    }

    private void check() {
        List<Problem> ofValues = new ArrayList<>();
        given.forEach((name, setting) -> Key.named(name)
                .map(key -> key.problemOf(setting.value()))
                .orElseGet(() -> PassThrough.problemOf(name, setting.value()))
                .ifPresent(text -> ofValues.add(new Problem(lineOf(name), true, text, setting.origin()))));
        valuesFit = ofValues.isEmpty();
        if (valuesFit) {
            Combinations.impossible(settings())
                    .forEach((key, text) -> ofValues.add(new Problem(
                            lineOf(key.key()),
                            true,
                            text,
                            settings().setting(key).origin())));
        }
        registry(ofValues);
        problems.addAll(ofValues);
    }

    /** Its client judges them together; what it refuses first is told. */
    private void registry(List<Problem> ofValues) {
        Map<String, String> properties = new TreeMap<>();
        given.forEach((name, setting) -> {
            if (name.startsWith(PassThrough.REGISTRY) && PassThrough.isOne(name)) {
                properties.put(name, setting.value());
            }
        });
        if (properties.isEmpty()) {
            return;
        }
        try {
            Registry.check(properties);
        } catch (IllegalArgumentException refused) {
            String text = String.valueOf(refused.getMessage());
            String name = properties.keySet().stream()
                    .filter(text::startsWith)
                    .max(Comparator.comparingInt(String::length))
                    .orElse("");
            Setting setting = given.get(name);
            ofValues.add(new Problem(lineOf(name), true, text, setting == null ? "" : setting.origin()));
        }
    }
}
