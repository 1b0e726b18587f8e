package dev.credence.bench.oracle;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The schema that a record names by its id. */
@FunctionalInterface
public interface WriterSchemas {
    /** Null if the registry has none under this id, or none that Avro can read. */
    @Nullable
    Schema byId(int id);
}
