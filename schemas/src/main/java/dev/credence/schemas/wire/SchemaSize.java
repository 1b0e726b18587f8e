package dev.credence.schemas.wire;

import java.util.IdentityHashMap;
import org.apache.avro.Schema;

/**
 * How large a schema is once each mention of a named type is replaced by the type, as Avro's resolution does: forty
 * records that each mention the next one twice unfold to 2^40 fields. O(length of the schema's text).
 */
final class SchemaSize {
    /** Ours are of some 30; what is larger than this is not worth its memory. */
    static final long MOST = 100_000;

    private final IdentityHashMap<Schema, Long> sizes = new IdentityHashMap<>();

    private SchemaSize() {}

    static boolean isTooLarge(Schema schema) {
        return new SchemaSize().of(schema) > MOST;
    }

    private long of(Schema schema) {
        Long known = sizes.get(schema);
        if (known != null) {
            return known;
        }
        sizes.put(schema, 1L); // a type within itself is a call, not a copy
        long size = Math.min(MOST + 1, 1 + parts(schema));
        sizes.put(schema, size);
        return size;
    }

    private long parts(Schema schema) {
        return switch (schema.getType()) {
            case RECORD ->
                schema.getFields().stream()
                        .mapToLong(field -> of(field.schema()))
                        .sum();
            case UNION -> schema.getTypes().stream().mapToLong(this::of).sum();
            case ARRAY -> of(schema.getElementType());
            case MAP -> of(schema.getValueType());
            default -> 0;
        };
    }
}
