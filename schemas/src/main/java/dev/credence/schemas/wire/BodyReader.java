package dev.credence.schemas.wire;

/** Reads the bodies that one writer's schema describes. */
@FunctionalInterface
interface BodyReader<T> {
    /** @throws RuntimeException of any kind if the body is not what the schema says */
    T read(AvroInput in);
}
