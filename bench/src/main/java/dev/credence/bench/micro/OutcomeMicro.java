package dev.credence.bench.micro;

import dev.credence.bench.load.DrawnOutcomes;
import dev.credence.bench.load.OutcomeLoad;
import dev.credence.core.model.Outcome;
import dev.credence.schemas.wire.Decoded;
import dev.credence.schemas.wire.EventDecoder;
import dev.credence.schemas.wire.EventEncoder;
import dev.credence.schemas.wire.EventSchemas;
import dev.credence.schemas.wire.PlainOutcome;
import dev.credence.schemas.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Outcomes to their bytes and back, as the product does it and as Avro's generic reader and writer do. */
@State(Scope.Thread)
public class OutcomeMicro {
    private static final int OUTCOMES = 1_024;
    private static final long NOW_MS = 1_790_000_000_000L;

    private final Schema schema = EventSchemas.confidence();
    private final EventEncoder encoder = new EventEncoder(1, 2, 3);
    private final EventDecoder decoder = new EventDecoder(id -> schema);
    private final PlainOutcome plain = new PlainOutcome();
    private final GenericDatumWriter<GenericRecord> writer = new GenericDatumWriter<>(schema);
    private final GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(schema);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    private final BinaryEncoder binaryEncoder = EncoderFactory.get().binaryEncoder(out, null);
    private final BinaryDecoder binaryDecoder = DecoderFactory.get().binaryDecoder(new byte[0], null);
    private final Outcome[] outcomes = new Outcome[OUTCOMES];
    private final byte[][] ids = new byte[OUTCOMES][];
    private final byte[][] values = new byte[OUTCOMES][];
    private int at;

    /** Draws and encodes the outcomes, and demands that both ways of decoding take them. */
    public OutcomeMicro() {
        DrawnOutcomes drawn = new DrawnOutcomes(new OutcomeLoad(0, OUTCOMES, 1.0, 0).ids(), 1.0, 19);
        for (int i = 0; i < OUTCOMES; i++) {
            outcomes[i] = drawn.next(NOW_MS, 1_000_000);
            ids[i] = outcomes[i].patternId().getBytes(StandardCharsets.US_ASCII);
            values[i] = encoder.encode(outcomes[i]);
            if (!(decoder.outcome(values[i]) instanceof Decoded.Event)
                    || !decoder.plainOutcome(values[i], ids[i], plain)) {
                throw new IllegalStateException("not decoded: " + outcomes[i]);
            }
        }
    }

    @Benchmark
    public byte[] encode() {
        return encoder.encode(outcomes[next()]);
    }

    @Benchmark
    public byte[] encodeByAvro() throws IOException {
        Outcome outcome = outcomes[next()];
        GenericRecord record = new GenericData.Record(schema);
        record.put("pattern_id", outcome.patternId());
        record.put("outcome", symbol("outcome", outcome.result()));
        record.put("weight", outcome.weight());
        record.put("occurred_at", outcome.occurredAtMs());
        record.put("priority", symbol("priority", outcome.priority()));
        out.reset();
        writer.write(record, binaryEncoder);
        binaryEncoder.flush();
        return out.toByteArray();
    }

    @Benchmark
    public PlainOutcome decode() {
        int i = next();
        if (!decoder.plainOutcome(values[i], ids[i], plain)) {
            throw new IllegalStateException("not plain: " + outcomes[i]);
        }
        return plain;
    }

    @Benchmark
    public Decoded<Outcome> decodeToObject() {
        return decoder.outcome(values[next()]);
    }

    @Benchmark
    public GenericRecord decodeByAvro() throws IOException {
        byte[] value = values[next()];
        return reader.read(
                new GenericData.Record(schema),
                DecoderFactory.get()
                        .binaryDecoder(
                                value, WireFormat.HEADER_BYTES, value.length - WireFormat.HEADER_BYTES, binaryDecoder));
    }

    private GenericData.EnumSymbol symbol(String field, Enum<?> value) {
        return new GenericData.EnumSymbol(
                schema.getField(field).schema(), value.name().toUpperCase(Locale.ROOT));
    }

    private int next() {
        return at++ & (OUTCOMES - 1);
    }
}
