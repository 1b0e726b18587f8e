package dev.credence.embedded.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything the registry knows, as it stands in its file. Immutable: a change is a new state.
 *
 * @param schemas by id; the text is Avro's own rendering, so equal definitions are equal texts. Ids count from 1
 * @param subjects in order of their names; versions in order of their numbers
 * @param levels compatibility by subject; the empty name stands for all others
 * @param modes what may be changed, by subject; the empty name stands for all others. Absent in files of older versions
 * @param lastId the greatest id ever given, as that of a deleted schema is not given again; 0 in files of older versions
 */
record RegistryState(
        Map<Integer, String> schemas,
        Map<String, List<Version>> subjects,
        Map<String, String> levels,
        @Nullable Map<String, String> modes,
        int lastId) {
    static final RegistryState EMPTY = new RegistryState(Map.of(), Map.of(), Map.of(), Map.of(), 0);

    /** @param deleted softly: invisible, but its number is not given again */
    record Version(int version, int id, boolean deleted) {}

    RegistryState {
        schemas = new TreeMap<>(schemas);
        subjects = new TreeMap<>(subjects);
        levels = new TreeMap<>(levels);
        modes = modes == null ? Map.of() : new TreeMap<>(modes);
        lastId = schemas.keySet().stream().reduce(lastId, Math::max);
    }

    Optional<Integer> idOf(String schema) {
        return schemas.entrySet().stream()
                .filter(entry -> entry.getValue().equals(schema))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    List<Version> versions(String subject, boolean withDeleted) {
        return subjects.getOrDefault(subject, List.of()).stream()
                .filter(version -> withDeleted || !version.deleted())
                .toList();
    }

    Compatibility level(String subject) {
        String name = levels.getOrDefault(subject, levels.getOrDefault("", Compatibility.BACKWARD.name()));
        return Compatibility.parse(name);
    }

    Mode mode(String subject) {
        return Mode.parse(set().getOrDefault(subject, set().getOrDefault("", Mode.READWRITE.name())));
    }

    boolean hasMode(String subject) {
        return set().containsKey(subject);
    }

    RegistryState withSchema(int id, String schema) {
        return new RegistryState(with(schemas, id, schema), subjects, levels, modes, Math.max(lastId, id));
    }

    RegistryState withVersion(String subject, int id) {
        List<Version> changed = new ArrayList<>(versions(subject, true));
        int last = changed.isEmpty() ? 0 : changed.get(changed.size() - 1).version();
        changed.add(new Version(last + 1, id, false));
        return withVersions(subject, changed);
    }

    RegistryState withVersions(String subject, List<Version> versions) {
        return new RegistryState(
                schemas,
                versions.isEmpty() ? without(subjects, subject) : with(subjects, subject, List.copyOf(versions)),
                levels,
                modes,
                lastId);
    }

    /** Without the schemas that are no version of any subject, not even a softly deleted one. */
    RegistryState withoutUnused() {
        Set<Integer> used = subjects.values().stream()
                .flatMap(List::stream)
                .map(Version::id)
                .collect(Collectors.toSet());
        Map<Integer, String> changed = new LinkedHashMap<>(schemas);
        changed.keySet().retainAll(used);
        return new RegistryState(changed, subjects, levels, modes, lastId);
    }

    RegistryState withLevel(String subject, Compatibility level) {
        return new RegistryState(schemas, subjects, with(levels, subject, level.name()), modes, lastId);
    }

    RegistryState withoutLevel(String subject) {
        return new RegistryState(schemas, subjects, without(levels, subject), modes, lastId);
    }

    RegistryState withMode(String subject, Mode mode) {
        return new RegistryState(schemas, subjects, levels, with(set(), subject, mode.name()), lastId);
    }

    RegistryState withoutMode(String subject) {
        return new RegistryState(schemas, subjects, levels, without(set(), subject), lastId);
    }

    private Map<String, String> set() {
        return Objects.requireNonNullElse(modes, Map.of());
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        Map<K, V> changed = new LinkedHashMap<>(map);
        changed.put(key, value);
        return changed;
    }

    private static <K, V> Map<K, V> without(Map<K, V> map, K key) {
        Map<K, V> changed = new LinkedHashMap<>(map);
        changed.remove(key);
        return changed;
    }
}
