package dev.credence.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** Records of writers that have an older or a newer version of the contracts. */
class EvolutionTest {
    @Test
    void shouldUseDefaultsWhenAnOlderWriterLacksOptionalFields() throws IOException {
        GenericRecord event = confidence("""
                {"name":"pattern_id","type":"string"},
                {"name":"outcome","type":{"type":"enum","name":"Outcome","symbols":["SUCCESS","FAILURE"]}},
                {"name":"occurred_at","type":"long"}""");
        event.put("pattern_id", "p1");
        event.put("outcome", symbol(event, "outcome", "FAILURE"));
        event.put("occurred_at", 5L);
        assertThat(decodeOutcome(event)).isEqualTo(new Decoded.Event<>(Outcome.of("p1", Result.FAILURE, 5)));
    }

    @Test
    void shouldSkipFieldsWhenANewerWriterHasMore() throws IOException {
        GenericRecord event = confidence("""
                {"name":"tags","type":{"type":"array","items":{"type":"map","values":"bytes"}}},
                {"name":"occurred_at","type":"long"},
                {"name":"outcome","type":{"type":"enum","name":"Outcome","symbols":["FAILURE","SUCCESS"]}},
                {"name":"pattern_id","type":"string"},
                {"name":"checksum","type":{"type":"fixed","name":"Sum","size":4}},
                {"name":"priority","type":{"type":"enum","name":"Priority","symbols":["LOW","URGENT"]}},
                {"name":"weight","type":"int"},
                {"name":"note","type":["string","null"]}""");
        event.put("tags", List.of(Map.of("k", ByteBuffer.wrap(new byte[] {1, 2}))));
        event.put("occurred_at", 9L);
        event.put("outcome", symbol(event, "outcome", "SUCCESS"));
        event.put("pattern_id", "p2");
        event.put(
                "checksum",
                new GenericData.Fixed(event.getSchema().getField("checksum").schema(), new byte[4]));
        event.put("priority", symbol(event, "priority", "URGENT"));
        event.put("weight", 3);
        event.put("note", "new");
        assertThat(decodeOutcome(event))
                .isEqualTo(new Decoded.Event<>(new Outcome("p2", Result.SUCCESS, 3.0, 9, null, null, Priority.MEDIUM)));
    }

    @Test
    void shouldUseDefaultsWhenAnOlderPatternHasTextAlone() throws IOException {
        GenericRecord event = AvroBytes.record("PatternEvent", """
                {"name":"id","type":"string"},{"name":"type","type":"string"},{"name":"content","type":"string"}""");
        event.put("id", "p1");
        event.put("type", "strategy");
        event.put("content", "try the cache first");
        assertThat(new EventDecoder(id -> event.getSchema()).pattern(AvroBytes.of(event)))
                .isEqualTo(new Decoded.Event<>(Pattern.ofText("p1", "strategy", "try the cache first")));
    }

    @Test
    void shouldRefuseWhenARequiredFieldIsMissing() throws IOException {
        GenericRecord event = confidence("""
                {"name":"pattern_id","type":"string"},{"name":"occurred_at","type":"long"}""");
        event.put("pattern_id", "p1");
        event.put("occurred_at", 5L);
        assertThat(Refusals.reason(decodeOutcome(event))).isEqualTo("schema-mismatch");
    }

    @Test
    void shouldRefuseOnlyTheUnknownSymbolWhenARequiredEnumHasGrown() throws IOException {
        GenericRecord event = confidence("""
                {"name":"pattern_id","type":"string"},
                {"name":"outcome","type":{"type":"enum","name":"Outcome","symbols":["SUCCESS","FAILURE","UNCLEAR"]}},
                {"name":"occurred_at","type":"long"}""");
        event.put("pattern_id", "p1");
        event.put("occurred_at", 5L);
        event.put("outcome", symbol(event, "outcome", "UNCLEAR"));
        assertThat(Refusals.reason(decodeOutcome(event))).isEqualTo("schema-mismatch");
        event.put("outcome", symbol(event, "outcome", "SUCCESS"));
        assertThat(decodeOutcome(event)).isEqualTo(new Decoded.Event<>(Outcome.of("p1", Result.SUCCESS, 5)));
    }

    @Test
    void shouldTakeTheQuickPathWhenOnlyWordsDiffer() {
        Schema worded = new Schema.Parser()
                .parse(EventSchemas.confidence().toString().replaceFirst("\"doc\":\"[^\"]*\"", "\"doc\":\"other\""));
        WriterReaders<Outcome> readers = new WriterReaders<>(EventKind.OUTCOME, id -> worded, () -> 0);
        assertThat(worded.getDoc()).isEqualTo("other");
        assertThat(readers.byId(7).reader()).isSameAs(EventKind.OUTCOME.current());
    }

    private static Decoded<Outcome> decodeOutcome(GenericRecord event) throws IOException {
        return new EventDecoder(id -> event.getSchema()).outcome(AvroBytes.of(event));
    }

    private static GenericRecord confidence(String fields) {
        return AvroBytes.record("ConfidenceEvent", fields);
    }

    private static GenericData.EnumSymbol symbol(GenericRecord event, String field, String symbol) {
        return new GenericData.EnumSymbol(event.getSchema().getField(field).schema(), symbol);
    }
}
