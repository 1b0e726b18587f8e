package dev.credence.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private final EventEncoder encoder = new EventEncoder(1, 2, 3);
    private final EventDecoder decoder =
            new EventDecoder(id -> id == 1 ? EventSchemas.pattern() : EventSchemas.confidence());

    @Test
    void shouldReturnTheSameOutcomeWhenDecoded() {
        Samples samples = new Samples(1);
        for (int i = 0; i < 20_000; i++) {
            Outcome outcome = samples.outcome();
            assertThat(decoder.outcome(encoder.encode(outcome))).isEqualTo(new Decoded.Event<>(outcome));
        }
    }

    @Test
    void shouldReturnTheSamePatternWhenDecoded() {
        Samples samples = new Samples(2);
        for (int i = 0; i < 20_000; i++) {
            Pattern pattern = samples.pattern();
            Decoded<Pattern> decoded = decoder.pattern(encoder.encode(pattern));
            assertThat(decoded).isEqualTo(new Decoded.Event<>(pattern));
            assertThat(((Decoded.Event<Pattern>) decoded).value().metadata().keySet())
                    .containsExactlyElementsOf(pattern.metadata().keySet());
        }
    }

    @Test
    void shouldWriteTheIdOfTheTopicWhenAnOutcomeIsEncoded() {
        Outcome ordinary = Outcome.of("p1", Result.SUCCESS, 0);
        Outcome urgent = new Outcome("p1", Result.SUCCESS, 1, 0, null, null, Priority.CRITICAL);
        assertThat(encoder.encode(ordinary)).startsWith(0, 0, 0, 0, 2);
        assertThat(encoder.encode(urgent)).startsWith(0, 0, 0, 0, 3);
    }

    @Test
    void shouldCarryFourBytesWhenAnIdIsLarge() {
        byte[] value = new EventEncoder(0, 0x7EDCBA98, 0).encode(Outcome.of("p1", Result.SUCCESS, 0));
        assertThat(value).startsWith(0, 0x7E, 0xDC, 0xBA, 0x98);
        assertThat(WireFormat.schemaId(value)).isEqualTo(0x7EDCBA98);
    }
}
