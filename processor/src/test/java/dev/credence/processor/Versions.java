package dev.credence.processor;

import dev.credence.core.model.Outcome;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** The outcome's contract as it was for programs of last year, and as it may be for those of next year. */
final class Versions {
    private static final String REQUIRED = """
            {"name":"pattern_id","type":"string"},
            {"name":"outcome","type":{"type":"enum","name":"Outcome","symbols":["SUCCESS","FAILURE"]}},
            {"name":"occurred_at","type":{"type":"long","logicalType":"timestamp-millis"}}""";

    /** Without what is optional now. */
    static final Schema OLDER = schema(REQUIRED);

    /** In another order, with more than is known now, and a priority that is not known. */
    static final Schema NEWER = schema(REQUIRED + """
            ,{"name":"priority","type":{"type":"enum","name":"Priority",
               "symbols":["CRITICAL","HIGH","MEDIUM","LOW","IDLE"],"default":"MEDIUM"},"default":"MEDIUM"},
            {"name":"weight","type":"double","default":1.0},
            {"name":"event_id","type":["null","string"],"default":null},
            {"name":"labels","type":{"type":"map","values":"string"},"default":{}},
            {"name":"source","type":["null","string"],"default":null},
            {"name":"cost","type":["null","double"],"default":null}""");

    /** Wants a field that no older record has. */
    static final Schema UNREADABLE = schema(REQUIRED + ",{\"name\":\"cost\",\"type\":\"double\"}");

    private Versions() {}

    static List<GenericRecord> older(List<Outcome> outcomes) {
        return outcomes.stream().map(outcome -> required(OLDER, outcome)).toList();
    }

    /** Every new field is used, and a priority that is not known yet. */
    static List<GenericRecord> newer(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> {
                    GenericRecord event = required(NEWER, outcome);
                    event.put("priority", symbol("priority", "IDLE"));
                    event.put("weight", outcome.weight());
                    event.put("event_id", outcome.eventId());
                    event.put("labels", Map.of("team", "blue"));
                    event.put("source", outcome.source());
                    event.put("cost", 0.25);
                    return event;
                })
                .toList();
    }

    private static GenericRecord required(Schema schema, Outcome outcome) {
        GenericRecord event = new GenericData.Record(schema);
        event.put("pattern_id", outcome.patternId());
        event.put("outcome", symbol("outcome", outcome.result().name()));
        event.put("occurred_at", outcome.occurredAtMs());
        return event;
    }

    private static GenericData.EnumSymbol symbol(String field, String symbol) {
        return new GenericData.EnumSymbol(NEWER.getField(field).schema(), symbol);
    }

    private static Schema schema(String fields) {
        return new Schema.Parser()
                .parse(
                        "{\"type\":\"record\",\"name\":\"ConfidenceEvent\",\"namespace\":\"dev.credence.event\",\"fields\":["
                                + fields + "]}");
    }
}
