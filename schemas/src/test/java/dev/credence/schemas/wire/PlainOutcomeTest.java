package dev.credence.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlainOutcomeTest {
    private static final int MANY = 200_000;

    private final EventEncoder encoder = new EventEncoder(1, 2, 2);
    private final EventDecoder decoder = new EventDecoder(id -> EventSchemas.confidence());
    private final PlainOutcome plain = new PlainOutcome();

    @BeforeEach
    void knowTheSchema() {
        byte[] value = encoder.encode(Outcome.of("p1", Result.SUCCESS, 7));
        assertThat(decoder.plainOutcome(value, id("p1"), plain)).isFalse();
        assertThat(decoder.outcome(value)).isInstanceOf(Decoded.Event.class);
    }

    @Test
    void shouldReadWhatAgentsPublish() {
        Outcome outcome = new Outcome("p1", Result.FAILURE, 2.5, 1_760_000_000_000L, "e-1", "agent-7", Priority.HIGH);

        assertThat(decoder.plainOutcome(encoder.encode(outcome), id("p1"), plain))
                .isTrue();
        assertThat(plain.result()).isEqualTo(Result.FAILURE);
        assertThat(plain.weight()).isEqualTo(2.5);
        assertThat(plain.occurredAtMs()).isEqualTo(1_760_000_000_000L);
        assertThat(plain.priority()).isEqualTo(Priority.HIGH);
    }

    @Test
    void shouldLeaveItToTheLongWayWhenTheKeyIsAnother() {
        byte[] value = encoder.encode(Outcome.of("p1", Result.SUCCESS, 7));

        assertThat(decoder.plainOutcome(value, id("p2"), plain)).isFalse();
        assertThat(decoder.plainOutcome(value, id("p"), plain)).isFalse();
        assertThat(decoder.plainOutcome(value, id("p11"), plain)).isFalse();
    }

    @Test
    void shouldReadNothingThatTheLongWayRefusesOrReadsOtherwise() {
        Samples samples = new Samples(5);
        Random random = new Random(5);
        int read = 0;
        int damagedRead = 0;
        for (int i = 0; i < MANY; i++) {
            byte[] value = encoder.encode(samples.outcome());
            read += PlainOutcomes.demandAgreement(decoder, value) ? 1 : 0;
            value[WireFormat.HEADER_BYTES + random.nextInt(value.length - WireFormat.HEADER_BYTES)] ^=
                    (byte) (1 << random.nextInt(8));
            damagedRead += PlainOutcomes.demandAgreement(decoder, value) ? 1 : 0;
        }
        // Labels in other scripts take the long way; so does most of what was damaged.
        assertThat(read).isGreaterThan(MANY / 20);
        assertThat(damagedRead).isGreaterThan(MANY / 100);
    }

    private static byte[] id(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
