package dev.credence.schemas.wire;

import dev.credence.core.rules.Reason;
import dev.credence.core.rules.Refusal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/**
 * How to read each writer's bodies, by schema id. A registered schema never changes, so that an answer is kept; that an
 * id is unknown is believed for a second, as it may be registered then. Confined to one thread.
 */
final class WriterReaders<T> {
    /** More ids than this in turn cost a question or a resolution each; memory stays bounded. */
    static final int MOST_IDS = 1_000;

    private static final long UNKNOWN_FOR_NANOS = Duration.ofSeconds(1).toNanos();

    private final EventKind<T> kind;
    private final SchemaLookup lookup;
    private final LongSupplier nanoTime;
    private final Map<Integer, Found<T>> known = bounded();
    private final Map<Integer, Unknown> unknown = bounded();
    private int lastId;
    private @Nullable Found<T> last;

    WriterReaders(EventKind<T> kind, SchemaLookup lookup, LongSupplier nanoTime) {
        this.kind = kind;
        this.lookup = lookup;
        this.nanoTime = nanoTime;
    }

    /** A reader, or why there is none: exactly one of the two. */
    record Found<T>(
            @Nullable BodyReader<T> reader, @Nullable Refusal refusal) {}

    private record Unknown(Refusal refusal, long untilNanos) {}

    Found<T> byId(int id) {
        Found<T> hot = last;
        if (hot != null && lastId == id) {
            return hot;
        }
        Found<T> found = known.get(id);
        if (found == null) {
            Refusal refusal = stillUnknown(id);
            if (refusal != null) {
                return new Found<>(null, refusal);
            }
            found = ask(id);
        }
        if (found.reader() != null) {
            lastId = id;
            last = found;
        }
        return found;
    }

    /** Whether the schema of the last record has this id and is the current one. */
    boolean isCurrent(int id) {
        Found<T> hot = last;
        return hot != null && lastId == id && hot.reader() == kind.current();
    }

    private @Nullable Refusal stillUnknown(int id) {
        Unknown answer = unknown.get(id);
        return answer != null && nanoTime.getAsLong() - answer.untilNanos() < 0 ? answer.refusal() : null;
    }

    private Found<T> ask(int id) {
        Found<T> found;
        try {
            found = resolve(lookup.schemaById(id));
        } catch (UnknownSchemaException e) {
            Refusal refusal = new Refusal(Reason.UNKNOWN_SCHEMA, text(e));
            unknown.put(id, new Unknown(refusal, nanoTime.getAsLong() + UNKNOWN_FOR_NANOS));
            return new Found<>(null, refusal);
        } catch (UnusableSchemaException e) {
            found = mismatch(text(e));
        }
        known.put(id, found);
        unknown.remove(id);
        return found;
    }

    private Found<T> resolve(Schema writer) {
        try {
            return readerOf(writer);
        } catch (RuntimeException | StackOverflowError e) {
            return mismatch("the schema cannot be resolved to " + kind.schema().getFullName() + ": " + e);
        }
    }

    private Found<T> readerOf(Schema writer) {
        String ours = kind.schema().getFullName();
        if (writer.getType() != Schema.Type.RECORD || !writer.getFullName().equals(ours)) {
            return mismatch("the schema is of " + writer.getFullName() + ", wanted " + ours);
        }
        if (SchemaNormalization.toParsingForm(writer).equals(kind.parsingForm())) {
            return new Found<>(kind.current(), null);
        }
        if (SchemaSize.isTooLarge(writer)) {
            return mismatch("the schema unfolds to more than " + SchemaSize.MOST + " fields");
        }
        return Resolver.resolve(writer, kind.schema(), new GenericData()) instanceof Resolver.ErrorAction error
                ? mismatch(error.toString())
                : new Found<>(new ResolvingReader<>(writer, kind.schema(), kind.mapping()), null);
    }

    private Found<T> mismatch(String detail) {
        return new Found<>(null, new Refusal(Reason.SCHEMA_MISMATCH, detail));
    }

    private static String text(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST_IDS;
            }
        };
    }
}
