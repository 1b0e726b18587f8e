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
        int id = now.idOf(schema.toString()).orElse(now.lastId() + 1);
        if (versions.stream().anyMatch(version -> version.id() == id)) {
            return now;
        }
        requireWritable(now, subject);
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
        if (isLatest(which)) {
            return versions.get(versions.size() - 1);
        }
        int number = versionNumber(which);
        return versions.stream()
                .filter(version -> version.version() == number)
                .findFirst()
                .orElseThrow(() -> RegistryException.noVersion(which));
    }

    static boolean isLatest(String which) {
        return which.equals("latest") || which.equals("-1");
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

    /**
     * Softly, or for good what is softly deleted already.
     *
     * @return the numbers that went away
     */
    List<Integer> deleteSubject(String subject, boolean permanent) {
        List<Version> gone = versions(subject, true);
        boolean deleted = gone.stream().allMatch(Version::deleted);
        if (deleted && !permanent) {
            throw RegistryException.of(
                    40404, "Subject '" + subject + "' was soft deleted. Set permanent=true to delete permanently");
        }
        if (!deleted && permanent) {
            throw RegistryException.of(
                    40405, "Subject '" + subject + "' was not deleted first before being permanently deleted");
        }
        return delete(
                subject,
                gone.stream().filter(version -> permanent || !version.deleted()).toList(),
                permanent);
    }

    /** As {@link #deleteSubject}, one version of it. */
    int deleteVersion(String subject, String which, boolean permanent) {
        Version gone = version(subject, which, true);
        if (gone.deleted() && !permanent) {
            throw RegistryException.of(
                    40406,
                    "Subject '" + subject + "' Version " + gone.version()
                            + " was soft deleted. Set permanent=true to delete permanently");
        }
        if (!gone.deleted() && permanent) {
            throw RegistryException.of(
                    40407,
                    "Subject '" + subject + "' Version " + gone.version()
                            + " was not deleted first before being permanently deleted");
        }
        return delete(subject, List.of(gone), permanent).get(0);
    }

    private List<Integer> delete(String subject, List<Version> gone, boolean permanent) {
        change(now -> {
            requireWritable(now, subject);
            List<Version> left = new ArrayList<>();
            for (Version version : now.versions(subject, true)) {
                boolean hit = gone.stream().anyMatch(one -> one.version() == version.version());
                if (!hit) {
                    left.add(version);
                } else if (!permanent) {
                    left.add(new Version(version.version(), version.id(), true));
                }
            }
            RegistryState next = now.withVersions(subject, left).withoutUnused();
            return next.versions(subject, false).isEmpty()
                    ? next.withoutLevel(subject).withoutMode(subject)
                    : next;
        });
        return gone.stream().map(Version::version).toList();
    }

    private static void requireWritable(RegistryState now, String subject) {
        if (now.mode(subject) != Mode.READWRITE) {
            throw RegistryException.of(42205, "Subject " + subject + " is in " + now.mode(subject) + " mode");
        }
    }

    void setMode(String subject, Mode mode) {
        change(now -> now.withMode(subject, mode));
    }

    void unsetMode(String subject) {
        change(now -> now.withoutMode(subject));
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
