package dev.credence.schemas.wire;

import dev.credence.core.bytes.ByteWriter;
import org.jspecify.annotations.Nullable;

/** Confluent's header of a value: a zero byte, then the writer's schema id in four bytes, big-endian. */
public final class WireFormat {
    /** Where the Avro body begins. */
    public static final int HEADER_BYTES = 5;

    private static final int MAGIC = 0;

    private WireFormat() {}

    /** What is wrong with the header; null if nothing is. */
    static @Nullable String problem(byte @Nullable [] value) {
        if (value == null) {
            return "value is null";
        }
        if (value.length < HEADER_BYTES) {
            return "value has " + value.length + " bytes, fewer than the " + HEADER_BYTES
                    + " of Confluent's header; publish through an Avro serializer with a schema registry";
        }
        return value[0] == MAGIC
                ? null
                : "value starts with byte " + (value[0] & 0xFF) + ", not with the 0 of Confluent's header;"
                        + " publish through an Avro serializer with a schema registry";
    }

    /** The schema id of a value that has a header. */
    static int schemaId(byte[] value) {
        return (value[1] & 0xFF) << 24 | (value[2] & 0xFF) << 16 | (value[3] & 0xFF) << 8 | (value[4] & 0xFF);
    }

    static ByteWriter header(ByteWriter out, int schemaId) {
        return out.u8(MAGIC).fixed32(schemaId);
    }
}
