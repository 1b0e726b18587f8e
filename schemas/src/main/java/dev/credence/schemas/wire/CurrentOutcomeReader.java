package dev.credence.schemas.wire;

import dev.credence.core.model.Outcome;

/** The current schema's outcomes, field by field: the hot path, kept while it beats general resolution. */
final class CurrentOutcomeReader implements BodyReader<Outcome> {
    @Override
    public Outcome read(AvroInput in) {
        return new Outcome(
                in.readString(),
                EventSymbols.result(in.readEnum()),
                in.readDouble(),
                in.readLong(),
                in.isPresent() ? in.readString() : null,
                in.isPresent() ? in.readString() : null,
                EventSymbols.priority(in.readEnum()));
    }
}
