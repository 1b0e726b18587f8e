package dev.credence.schemas.wire;

import org.apache.avro.Schema;

/** Finds the schema that a record was written with. */
@FunctionalInterface
public interface SchemaLookup {
    /**
     * The schema registered under {@code id}.
     *
     * @throws UnknownSchemaException if the registry answers that there is none
     * @throws UnusableSchemaException if there is one that is not Avro
     * @throws RuntimeException of any other kind if the registry gives no answer: ask again later
     */
    Schema schemaById(int id);
}
