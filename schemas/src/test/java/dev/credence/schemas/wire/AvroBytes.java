package dev.credence.schemas.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Values as other programs write them: by Avro's own encoder, under schema id 7. */
final class AvroBytes {
    private AvroBytes() {}

    static GenericRecord record(String name, String fields) {
        return new GenericData.Record(new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"" + name
                        + "\",\"namespace\":\"dev.credence.event\",\"fields\":[" + fields + "]}"));
    }

    static byte[] of(GenericRecord event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {0, 0, 0, 0, 7});
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<>(event.getSchema()).write(event, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
