package dev.credence.embedded.registry;

import dev.credence.embedded.registry.RegistryState.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * What the registry does, without HTTP. A change is on disk before it is visible. Thread-safe: readers see one state,
 * writers queue.
 */
final class SchemaCatalogue {
    private final RegistryFile file;
    private volatile RegistryState state;

    SchemaCatalogue(RegistryFile file) {
        this.file = file;
        this.state = file.load();
    }

    RegistryState state() {
        return state;
    }

    private synchronized void change(UnaryOperator<RegistryState> change) {
        RegistryState next = change.apply(state);
        if (!next.equals(state)) {
            file.save(next);
            state = next;
        }
    }

    /** The id of the schema, which is now a version of the subject; the same definition has the same id everywhere. */
    int register(String subject, String text) {
        Schema schema = parse(text);
        change(now -> registered(now, subject, schema));
        return state.idOf(schema.toString()).orElseThrow();
    }

    private static RegistryState registered(RegistryState now, String subject, Schema schema) {
        List<Version> versions = now.versions(subject, false);
        int id = now.idOf(schema.toString()).orElse(now.nextId());
        if (versions.stream().anyMatch(version -> version.id() == id)) {
            return now;
        }
        List<String> objections = now.level(subject).objections(schema, parsed(now, versions));
        if (!objections.isEmpty()) {
            throw RegistryException.of(
                    409,
                    "Schema being registered is incompatible with an earlier schema for subject \"" + subject
                            + "\", details: " + objections + ", compatibility: " + now.level(subject));
        }
        return now.withSchema(id, schema.toString()).withVersion(subject, id);
    }

    Version lookUp(String subject, String text, boolean withDeleted) {
        RegistryState now = state;
        List<Version> versions = versions(now, subject, withDeleted);
        int id = now.idOf(parse(text).toString()).orElseThrow(() -> RegistryException.noSchema(""));
        return versions.stream()
                .filter(version -> version.id() == id)
                .reduce((first, second) -> second)
                .orElseThrow(() -> RegistryException.noSchema(""));
    }

    List<Version> versions(String subject, boolean withDeleted) {
        return versions(state, subject, withDeleted);
    }

    private static List<Version> versions(RegistryState now, String subject, boolean withDeleted) {
        List<Version> versions = now.versions(subject, withDeleted);
        if (versions.isEmpty()) {
            throw RegistryException.noSubject(subject);
        }
        return versions;
    }

    /** @param which a number, "latest" or -1 */
    Version version(String subject, String which, boolean withDeleted) {
        List<Version> versions = versions(subject, withDeleted);
        if (which.equals("latest") || which.equals("-1")) {
            return versions.get(versions.size() - 1);
        }
        int number = versionNumber(which);
        return versions.stream()
                .filter(version -> version.version() == number)
                .findFirst()
                .orElseThrow(() -> RegistryException.noVersion(which));
    }

    private static int versionNumber(String which) {
        try {
            int number = Integer.parseInt(which);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number that is none.
        }
        throw RegistryException.of(
                42202,
                "The specified version '" + which + "' is not a valid version id. Allowed values are between"
                        + " [1, 2^31-1] and the string \"latest\"");
    }

    String schema(int id) {
        String schema = state.schemas().get(id);
        if (schema == null) {
            throw RegistryException.noSchema(id + " ");
        }
        return schema;
    }

    /** What speaks against the schema beside one version of the subject, or all of them. */
    List<String> objections(String subject, List<Version> against, String text) {
        RegistryState now = state;
        return now.level(subject).objections(parse(text), parsed(now, against));
    }

    /** @return the numbers that went away */
    List<Integer> delete(String subject, List<Version> gone, boolean permanent) {
        change(now -> {
            List<Version> left = new ArrayList<>();
            for (Version version : now.versions(subject, true)) {
                boolean hit = gone.stream().anyMatch(one -> one.version() == version.version());
                if (!hit) {
                    left.add(version);
                } else if (!permanent) {
                    left.add(new Version(version.version(), version.id(), true));
                }
            }
            return now.withVersions(subject, left);
        });
        return gone.stream().map(Version::version).toList();
    }

    void setLevel(String subject, Compatibility level) {
        change(now -> now.withLevel(subject, level));
    }

    void unsetLevel(String subject) {
        change(now -> now.withoutLevel(subject));
    }

    private static List<Schema> parsed(RegistryState now, List<Version> versions) {
        return versions.stream()
                .map(version -> parse(String.valueOf(now.schemas().get(version.id()))))
                .toList();
    }

    private static Schema parse(String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (AvroRuntimeException e) {
            throw RegistryException.badSchema(String.valueOf(e.getMessage()));
        }
    }
}
