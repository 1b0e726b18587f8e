package dev.credence.processor.judge;

import dev.credence.core.rules.Limits;
import dev.credence.core.rules.Reason;
import dev.credence.core.rules.Refusal;
import org.jspecify.annotations.Nullable;

/** The checks of a record that need more than its value. Pure. */
final class Refusals {
    private Refusals() {}

    /** Whether the record has a key and is of a size that an event may have. */
    static @Nullable Refusal ofEnvelope(byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null) {
            return new Refusal(Reason.NO_KEY, "the record has no key; the key must be the pattern's id");
        }
        if (key.length > Limits.INPUT_BYTES || (value != null && value.length > Limits.INPUT_BYTES)) {
            return new Refusal(
                    Reason.TOO_LARGE,
                    "key and value must each be at most " + Limits.INPUT_BYTES + " bytes, had " + key.length + " and "
                            + (value == null ? 0 : value.length));
        }
        return null;
    }

    /** Whether the key is {@code id}, which keeps the rules and so is ASCII. */
    static @Nullable Refusal ofKey(byte[] key, String id) {
        return isAscii(key, id)
                ? null
                : new Refusal(
                        Reason.KEY_MISMATCH, "the record's key must be the pattern's id " + id + ", but is another");
    }

    private static boolean isAscii(byte[] key, String id) {
        if (key.length != id.length()) {
            return false;
        }
        for (int i = 0; i < key.length; i++) {
            if (key[i] != id.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
