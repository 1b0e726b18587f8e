package dev.credence.schemas.wire;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.rules.Reason;
import dev.credence.core.rules.Refusal;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * From the bytes of a record's value to an event. Total: any bytes give an event that keeps core's rules, or a refusal;
 * the only exceptions are those of a {@link SchemaLookup} that gets no answer. Confined to one thread.
 *
 * <p>Not checked here, for want of key and append time: whether the key is the id, and whether the event's time can be
 * believed. A null value is refused as bad wire format; whether it is a tombstone is for the caller to ask first.
 */
public final class EventDecoder {
    private final AvroInput in = new AvroInput();
    private final WriterReaders<Outcome> outcomes;
    private final WriterReaders<Pattern> patterns;

    public EventDecoder(SchemaLookup lookup) {
        this(lookup, System::nanoTime);
    }

    EventDecoder(SchemaLookup lookup, LongSupplier nanoTime) {
        outcomes = new WriterReaders<>(EventKind.OUTCOME, lookup, nanoTime);
        patterns = new WriterReaders<>(EventKind.PATTERN, lookup, nanoTime);
    }

    public Decoded<Outcome> outcome(byte @Nullable [] value) {
        return decode(value, EventKind.OUTCOME, outcomes);
    }

    public Decoded<Pattern> pattern(byte @Nullable [] value) {
        return decode(value, EventKind.PATTERN, patterns);
    }

    /**
     * Reads an outcome without making objects of it, if it is a plain one: of the current schema, about the pattern whose
     * id is {@code id}, keeping all rules, with ASCII labels if any. False says nothing of the record: ask {@link
     * #outcome}.
     */
    public boolean plainOutcome(byte[] value, byte[] id, PlainOutcome into) {
        if (WireFormat.problem(value) != null || !outcomes.isCurrent(WireFormat.schemaId(value))) {
            return false;
        }
        try {
            return into.read(in.over(value, WireFormat.HEADER_BYTES), id) && in.remaining() == 0;
        } catch (UndecodableException damaged) {
            return false;
        }
    }

    private <T> Decoded<T> decode(byte @Nullable [] value, EventKind<T> kind, WriterReaders<T> readers) {
        String problem = WireFormat.problem(value);
        if (value == null || problem != null) {
            return refused(Reason.BAD_WIRE_FORMAT, String.valueOf(problem));
        }
        WriterReaders.Found<T> found = readers.byId(WireFormat.schemaId(value));
        Refusal refusal = found.refusal();
        BodyReader<T> reader = found.reader();
        return refusal != null || reader == null
                ? new Decoded.Refused<>(Objects.requireNonNull(refusal))
                : read(in, value, kind, reader);
    }

    static <T> Decoded<T> read(AvroInput in, byte[] value, EventKind<T> kind, BodyReader<T> reader) {
        T event;
        try {
            event = reader.read(in.over(value, WireFormat.HEADER_BYTES));
        } catch (RuntimeException e) {
            return refused(Reason.SCHEMA_MISMATCH, "the body is not what its schema says: " + e.getMessage());
        }
        if (in.remaining() > 0) {
            return refused(Reason.TRAILING_BYTES, in.remaining() + " bytes follow the event");
        }
        Refusal refusal = kind.rules().apply(event);
        return refusal == null ? new Decoded.Event<>(event) : new Decoded.Refused<>(refusal);
    }

    private static <T> Decoded<T> refused(Reason reason, String detail) {
        return new Decoded.Refused<>(new Refusal(reason, detail));
    }
}
