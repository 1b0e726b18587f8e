package dev.credence.processor.judge;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.rules.Limits;
import dev.credence.core.rules.Reason;
import dev.credence.core.rules.Refusal;
import dev.credence.core.rules.Rules;
import dev.credence.schemas.wire.Decoded;
import dev.credence.schemas.wire.PlainOutcome;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a record of an event topic says, or why it is refused. Depends on the record, its append time and its schema
 * alone, so that a replay of the log judges as the processor did. Confined to one thread.
 */
public final class RecordJudge {
    private final PatientDecoder decoder;

    public RecordJudge(PatientDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * Whether a record of one of the two confidence topics is a plain outcome against which nothing is to be said: what
     * nearly all are, and read without making objects. False says nothing of the record: ask {@link #outcome}.
     */
    public boolean isPlainOutcome(byte @Nullable [] key, byte @Nullable [] value, long appendMs, PlainOutcome into) {
        return key != null
                && value != null
                && value.length <= Limits.INPUT_BYTES
                && decoder.plainOutcome(value, key, into)
                && Rules.checkTime(into.occurredAtMs(), appendMs) == null;
    }

    /** A record of one of the two confidence topics. */
    public Decoded<Outcome> outcome(byte @Nullable [] key, byte @Nullable [] value, long appendMs) {
        Refusal envelope = Refusals.ofEnvelope(key, value);
        if (envelope != null || key == null) {
            return refused(envelope);
        }
        if (value == null) {
            return new Decoded.Refused<>(
                    new Refusal(Reason.TOMBSTONE, "outcomes cannot be taken back; delete the pattern instead"));
        }
        Decoded<Outcome> decoded = decoder.outcome(value);
        if (decoded instanceof Decoded.Event<Outcome> event) {
            Refusal mismatch = Refusals.ofKey(key, event.value().patternId());
            Refusal broken =
                    mismatch != null ? mismatch : Rules.checkTime(event.value().occurredAtMs(), appendMs);
            return broken == null ? decoded : new Decoded.Refused<>(broken);
        }
        return decoded;
    }

    /** A record of the patterns topic that has a value. */
    public Decoded<Pattern> pattern(byte @Nullable [] key, byte[] value) {
        Refusal envelope = Refusals.ofEnvelope(key, value);
        if (envelope != null || key == null) {
            return refused(envelope);
        }
        Decoded<Pattern> decoded = decoder.pattern(value);
        if (decoded instanceof Decoded.Event<Pattern> event) {
            Refusal mismatch = Refusals.ofKey(key, event.value().id());
            return mismatch == null ? decoded : new Decoded.Refused<>(mismatch);
        }
        return decoded;
    }

    /** Why a record of the patterns topic without a value deletes nothing; null if it does. */
    public static @Nullable Refusal deletion(byte @Nullable [] key) {
        Refusal envelope = Refusals.ofEnvelope(key, null);
        return envelope != null || key == null ? envelope : Rules.checkId(new String(key, StandardCharsets.UTF_8));
    }

    private static <T> Decoded<T> refused(@Nullable Refusal envelope) {
        return new Decoded.Refused<>(Objects.requireNonNull(envelope));
    }
}
