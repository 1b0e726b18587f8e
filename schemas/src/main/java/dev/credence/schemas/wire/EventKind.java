package dev.credence.schemas.wire;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.rules.Refusal;
import dev.credence.core.rules.Rules;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * One of the two events: its current schema, the ways to read it, and its rules.
 *
 * @param parsingForm what of the schema decides over the bytes: a writer with an equal form wrote what {@code current}
 *     reads
 */
record EventKind<T>(
        Schema schema,
        String parsingForm,
        BodyReader<T> current,
        Function<GenericRecord, T> mapping,
        Function<T, @Nullable Refusal> rules) {

    static final EventKind<Outcome> OUTCOME =
            of(EventSchemas.confidence(), new CurrentOutcomeReader(), GenericEvents::outcome, Rules::check);

    static final EventKind<Pattern> PATTERN =
            of(EventSchemas.pattern(), new CurrentPatternReader(), GenericEvents::pattern, Rules::check);

    private static <T> EventKind<T> of(
            Schema schema,
            BodyReader<T> current,
            Function<GenericRecord, T> mapping,
            Function<T, @Nullable Refusal> rules) {
        return new EventKind<>(schema, SchemaNormalization.toParsingForm(schema), current, mapping, rules);
    }
}
