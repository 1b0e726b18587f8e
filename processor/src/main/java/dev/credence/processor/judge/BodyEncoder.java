package dev.credence.processor.judge;

import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.BodyFormat;
import dev.credence.core.body.BodyRecord;
import dev.credence.core.body.Origin;
import dev.credence.core.codec.Dictionary;
import dev.credence.core.codec.Effort;
import dev.credence.core.model.Pattern;
import dev.credence.core.rules.Limits;
import dev.credence.core.rules.Reason;
import dev.credence.core.rules.Refusal;
import dev.credence.schemas.wire.Decoded;
import java.util.List;

/** Patterns as the bodies that are stored of them, or why one cannot be. Confined to one thread. */
public final class BodyEncoder {
    private static final int RECORD_OVERHEAD = 1 << 10;

    private final BodyCodec codec;

    public BodyEncoder(BodyCodec codec) {
        this.codec = codec;
    }

    /** Dictionaries that came into use since the last call: to be kept before any body that was encoded since. */
    public List<Dictionary> takeTrained() {
        return codec.takeTrained();
    }

    /** @param keyBytes length of the record's key */
    public Decoded<BodyRecord> encode(Pattern pattern, Origin origin, long createdAtMs, int keyBytes, Effort effort) {
        try {
            BodyRecord body = codec.encode(pattern, origin, createdAtMs, effort);
            int size = BodyFormat.encode(body).length + keyBytes + RECORD_OVERHEAD;
            return size <= Limits.OUTPUT_BYTES
                    ? new Decoded.Event<>(body)
                    : new Decoded.Refused<>(new Refusal(
                            Reason.TOO_LARGE,
                            "the encoded body must fit " + Limits.OUTPUT_BYTES + " bytes, had " + size));
        } catch (IllegalStateException notReversible) {
            // A defect, but not one that may stop the thread: the record is kept for when it is mended.
            return new Decoded.Refused<>(new Refusal(Reason.BAD_VALUE, String.valueOf(notReversible.getMessage())));
        }
    }
}
