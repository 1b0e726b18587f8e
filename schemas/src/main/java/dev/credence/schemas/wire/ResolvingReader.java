package dev.credence.schemas.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Decoder;

/** Any other writer's schema: Avro's own resolution to ours, then from its generic record to core's. */
final class ResolvingReader<T> implements BodyReader<T> {
    private final GenericDatumReader<GenericRecord> records;
    private final Function<GenericRecord, T> mapping;

    ResolvingReader(Schema writer, Schema ours, Function<GenericRecord, T> mapping) {
        this.records = new OrderedReader(writer, ours);
        this.mapping = mapping;
    }

    @Override
    public T read(AvroInput in) {
        try {
            return mapping.apply(read(records, in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StackOverflowError e) {
            // A writer's schema may be recursive; then the body decides how deep it is.
            throw new UndecodableException("nested too deeply");
        }
    }

    @SuppressWarnings("NullAway") // null: no record to reuse
    private static GenericRecord read(GenericDatumReader<GenericRecord> records, Decoder in) throws IOException {
        return records.read(null, in);
    }

    /** Keeps the order of maps, as the fast reader does; a {@link GenericData} of its own, as the shared one is mutable. */
    private static final class OrderedReader extends GenericDatumReader<GenericRecord> {
        OrderedReader(Schema writer, Schema ours) {
            super(writer, ours, new GenericData().setFastReaderEnabled(false));
        }

        @Override
        protected Object newMap(Object old, int size) {
            return new LinkedHashMap<>();
        }

        @Override
        protected Class<?> findStringClass(Schema schema) {
            return String.class;
        }
    }
}
