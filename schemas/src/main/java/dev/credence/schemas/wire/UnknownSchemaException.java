package dev.credence.schemas.wire;

/** A registry that works says that no schema has this id. */
public final class UnknownSchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownSchemaException(int id) {
        super("no schema with id " + id + " in the registry; publish with a registered schema");
    }
}
