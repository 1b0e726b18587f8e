package dev.credence.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.model.Outcome;
import java.nio.charset.StandardCharsets;

/** What the short way of reading outcomes and the long one must agree on. */
final class PlainOutcomes {
    private PlainOutcomes() {}

    /**
     * What is read as a plain outcome of its own id, the long way must read, too, and as the same.
     *
     * @return whether it is plain
     */
    static boolean demandAgreement(EventDecoder decoder, byte[] value) {
        Decoded<Outcome> decoded = decoder.outcome(value);
        byte[] id = decoded instanceof Decoded.Event<Outcome> event
                ? event.value().patternId().getBytes(StandardCharsets.UTF_8)
                : claimedId(value);
        PlainOutcome plain = new PlainOutcome();
        if (!decoder.plainOutcome(value, id, plain)) {
            return false;
        }
        assertThat(decoded).isInstanceOf(Decoded.Event.class);
        Outcome outcome = ((Decoded.Event<Outcome>) decoded).value();
        assertThat(plain.result()).isEqualTo(outcome.result());
        assertThat(plain.weight()).isEqualTo(outcome.weight());
        assertThat(plain.occurredAtMs()).isEqualTo(outcome.occurredAtMs());
        assertThat(plain.priority()).isEqualTo(outcome.priority());
        return true;
    }

    /** What follows where an id of the length would begin that the first byte behind the header tells. */
    private static byte[] claimedId(byte[] value) {
        int from = Math.min(value.length, WireFormat.HEADER_BYTES + 1);
        int length = from > WireFormat.HEADER_BYTES ? Math.max(0, value[from - 1] >> 1) : 0;
        return java.util.Arrays.copyOfRange(value, from, Math.min(value.length, from + length));
    }
}
