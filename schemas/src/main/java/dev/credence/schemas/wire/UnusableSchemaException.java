package dev.credence.schemas.wire;

/** A schema is registered under the id, but it cannot be read as an Avro schema. */
public final class UnusableSchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableSchemaException(String message) {
        super(message);
    }
}
