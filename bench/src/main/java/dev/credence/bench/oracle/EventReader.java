package dev.credence.bench.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** Events of one kind out of a record's value, by plain Avro. Confined to one thread. */
final class EventReader {
    private static final int HEADER_BYTES = 5;
    private static final int INPUT_BYTES = 1 << 20;

    static {
        // Avro believes a length of two thousand millions, unless these say otherwise before it is first used.
        System.setProperty("org.apache.avro.limits.string.maxLength", Integer.toString(INPUT_BYTES));
        System.setProperty("org.apache.avro.limits.bytes.maxLength", Integer.toString(INPUT_BYTES));
        System.setProperty("org.apache.avro.limits.collectionItems.maxLength", Integer.toString(INPUT_BYTES));
    }

    private final Schema wanted;
    private final WriterSchemas schemas;
    private final Map<Integer, Optional<GenericDatumReader<GenericRecord>>> readers = new HashMap<>();
    private @Nullable BinaryDecoder decoder;

    private EventReader(Schema wanted, WriterSchemas schemas) {
        this.wanted = wanted;
        this.schemas = schemas;
    }

    static EventReader ofOutcomes(WriterSchemas schemas) {
        return new EventReader(schema("ConfidenceEvent"), schemas);
    }

    static EventReader ofPatterns(WriterSchemas schemas) {
        return new EventReader(schema("PatternEvent"), schemas);
    }

    /** The event in {@code value}; null if there is none in it. */
    @Nullable
    GenericRecord read(byte[] value) {
        if (value.length < HEADER_BYTES || value.length > INPUT_BYTES || value[0] != 0) {
            return null;
        }
        GenericDatumReader<GenericRecord> reader = readers.computeIfAbsent(
                        ByteBuffer.wrap(value, 1, 4).getInt(), this::readerOf)
                .orElse(null);
        if (reader == null) {
            return null;
        }
        try {
            decoder = DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, decoder);
            GenericRecord event = reader.read(null, decoder);
            return decoder.isEnd() ? event : null;
        } catch (IOException | RuntimeException notDecodable) {
            return null;
        }
    }

    /** The text; null if it is not UTF-8. */
    static @Nullable String text(Object text) {
        Utf8 bytes = (Utf8) text;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(), 0, bytes.getByteLength()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private Optional<GenericDatumReader<GenericRecord>> readerOf(int id) {
        Schema writer = schemas.byId(id);
        if (writer == null
                || writer.getType() != Schema.Type.RECORD
                || !writer.getFullName().equals(wanted.getFullName())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new GenericDatumReader<>(writer, wanted));
        } catch (AvroRuntimeException notResolvable) {
            return Optional.empty();
        }
    }

    private static Schema schema(String name) {
        try (InputStream text = EventReader.class.getResourceAsStream("/avro/" + name + ".avsc")) {
            return new Schema.Parser().parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the schema of " + name, e);
        }
    }
}
