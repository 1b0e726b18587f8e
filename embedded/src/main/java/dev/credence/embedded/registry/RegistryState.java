package dev.credence.embedded.registry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything the registry knows, as it stands in its file. Immutable: a change is a new state.
 *
 * @param schemas by id; the text is Avro's own rendering, so equal definitions are equal texts. Ids count from 1
 * @param subjects in order of their names; versions in order of their numbers
 * @param levels compatibility by subject; the empty name stands for all others
 */
record RegistryState(Map<Integer, String> schemas, Map<String, List<Version>> subjects, Map<String, String> levels) {
    static final RegistryState EMPTY = new RegistryState(Map.of(), Map.of(), Map.of());

    /** @param deleted softly: invisible, but its number is not given again */
    record Version(int version, int id, boolean deleted) {}

    RegistryState {
        schemas = new TreeMap<>(schemas);
        subjects = new TreeMap<>(subjects);
        levels = new TreeMap<>(levels);
    }

    Optional<Integer> idOf(String schema) {
        return schemas.entrySet().stream()
                .filter(entry -> entry.getValue().equals(schema))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @JsonIgnore
    int nextId() {
        return schemas.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
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

    RegistryState withSchema(int id, String schema) {
        Map<Integer, String> changed = new LinkedHashMap<>(schemas);
        changed.put(id, schema);
        return new RegistryState(changed, subjects, levels);
    }

    RegistryState withVersion(String subject, int id) {
        List<Version> changed = new ArrayList<>(versions(subject, true));
        int last = changed.isEmpty() ? 0 : changed.get(changed.size() - 1).version();
        changed.add(new Version(last + 1, id, false));
        return withVersions(subject, changed);
    }

    RegistryState withVersions(String subject, List<Version> versions) {
        Map<String, List<Version>> changed = new LinkedHashMap<>(subjects);
        changed.put(subject, List.copyOf(versions));
        if (versions.isEmpty()) {
            changed.remove(subject);
        }
        return new RegistryState(schemas, changed, levels);
    }

    RegistryState withLevel(String subject, Compatibility level) {
        Map<String, String> changed = new LinkedHashMap<>(levels);
        changed.put(subject, level.name());
        return new RegistryState(schemas, subjects, changed);
    }

    RegistryState withoutLevel(String subject) {
        Map<String, String> changed = new LinkedHashMap<>(levels);
        changed.remove(subject);
        return new RegistryState(schemas, subjects, changed);
    }
}
