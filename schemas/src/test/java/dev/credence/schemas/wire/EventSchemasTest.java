package dev.credence.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

/** Programs outside the project depend on these: a change here that is not an addition breaks them. */
class EventSchemasTest {
    @Test
    void shouldBeTheContractWhenPatternsAreWritten() {
        assertThat(SchemaNormalization.toParsingForm(EventSchemas.pattern())).isEqualTo("""
                        {"name":"dev.credence.event.PatternEvent","type":"record","fields":[\
                        {"name":"id","type":"string"},{"name":"type","type":"string"},{"name":"content","type":"string"},\
                        {"name":"metadata","type":{"type":"map","values":"string"}},\
                        {"name":"embedding","type":["null",{"type":"array","items":"float"}]},\
                        {"name":"trajectory","type":["null",{"type":"array","items":\
                        {"name":"dev.credence.event.Step","type":"record","fields":[\
                        {"name":"at","type":"long"},{"name":"action","type":"string"},\
                        {"name":"reward","type":["null","double"]},\
                        {"name":"state","type":{"type":"array","items":"double"}}]}}]},\
                        {"name":"prior","type":["null",{"name":"dev.credence.event.Prior","type":"record","fields":[\
                        {"name":"mean","type":"double"},{"name":"strength","type":"double"}]}]},\
                        {"name":"priority","type":{"name":"dev.credence.event.Priority","type":"enum",\
                        "symbols":["CRITICAL","HIGH","MEDIUM","LOW"]}}]}""");
    }

    @Test
    void shouldBeTheContractWhenOutcomesAreWritten() {
        assertThat(SchemaNormalization.toParsingForm(EventSchemas.confidence())).isEqualTo("""
                        {"name":"dev.credence.event.ConfidenceEvent","type":"record","fields":[\
                        {"name":"pattern_id","type":"string"},\
                        {"name":"outcome","type":{"name":"dev.credence.event.Outcome","type":"enum",\
                        "symbols":["SUCCESS","FAILURE"]}},{"name":"weight","type":"double"},\
                        {"name":"occurred_at","type":"long"},{"name":"event_id","type":["null","string"]},\
                        {"name":"source","type":["null","string"]},\
                        {"name":"priority","type":{"name":"dev.credence.event.Priority","type":"enum",\
                        "symbols":["CRITICAL","HIGH","MEDIUM","LOW"]}}]}""");
    }

    @Test
    void shouldHaveDefaultsWhenFieldsAreOptional() {
        assertThat(defaults(EventSchemas.pattern()))
                .isEqualTo("metadata={} embedding=null trajectory=null prior=null priority=MEDIUM");
        assertThat(defaults(EventSchemas.confidence()))
                .isEqualTo("weight=1.0 event_id=null source=null priority=MEDIUM");
    }

    @Test
    void shouldSayMillisecondsWhenAFieldIsATime() {
        Schema occurredAt = EventSchemas.confidence().getField("occurred_at").schema();
        Schema trajectory = EventSchemas.pattern().getField("trajectory").schema();
        Schema at = trajectory.getTypes().get(1).getElementType().getField("at").schema();
        assertThat(occurredAt.getLogicalType()).isEqualTo(LogicalTypes.timestampMillis());
        assertThat(at.getLogicalType()).isEqualTo(LogicalTypes.timestampMillis());
    }

    @Test
    void shouldNumberSymbolsAsTheSchemaDoes() {
        for (Result result : Result.values()) {
            int index = EventSchemas.confidence().getField("outcome").schema().getEnumOrdinal(result.name());
            assertThat(EventSymbols.index(result)).isEqualTo(index);
            assertThat(EventSymbols.result(index)).isEqualTo(result);
        }
        for (Priority priority : Priority.values()) {
            int index = EventSchemas.confidence().getField("priority").schema().getEnumOrdinal(priority.name());
            assertThat(EventSymbols.index(priority)).isEqualTo(index);
            assertThat(EventSymbols.priority(index)).isEqualTo(priority);
        }
    }

    private static String defaults(Schema schema) {
        return schema.getFields().stream()
                .filter(Schema.Field::hasDefaultValue)
                .map(field -> field.name() + "="
                        + (field.defaultVal() == JsonProperties.NULL_VALUE ? "null" : field.defaultVal()))
                .collect(Collectors.joining(" "));
    }
}
