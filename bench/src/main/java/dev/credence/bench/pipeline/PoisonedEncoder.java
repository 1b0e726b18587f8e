package dev.credence.bench.pipeline;

import dev.credence.core.model.Outcome;
import dev.credence.schemas.wire.EventEncoder;
import java.util.Arrays;
import java.util.function.Function;

/** Spoils every second outcome, each in another of five ways. Confined to one thread. */
final class PoisonedEncoder implements Function<Outcome, byte[]> {
    private static final int WAYS = 5;

    private final EventEncoder encoder;
    private long encoded;

    PoisonedEncoder(EventEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public byte[] apply(Outcome outcome) {
        encoded++;
        return encoded % 2 == 0 ? encoder.encode(outcome) : spoiled(outcome, (int) (encoded / 2 % WAYS));
    }

    private byte[] spoiled(Outcome outcome, int way) {
        byte[] value = encoder.encode(outcome);
        return switch (way) {
            case 0 -> Arrays.copyOf(value, value.length / 2);
            case 1 -> Arrays.copyOf(value, value.length + 1);
            case 2 -> encoder.encode(weighing(outcome, Double.NaN));
            case 3 -> encoder.encode(weighing(outcome, -1));
            default -> {
                value[0] = 1;
                yield value;
            }
        };
    }

    private static Outcome weighing(Outcome outcome, double weight) {
        return new Outcome(
                outcome.patternId(),
                outcome.result(),
                weight,
                outcome.occurredAtMs(),
                outcome.eventId(),
                outcome.source(),
                outcome.priority());
    }
}
