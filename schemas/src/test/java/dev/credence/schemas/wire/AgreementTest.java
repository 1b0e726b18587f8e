package dev.credence.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The hand-written readers and Avro's resolution must say the same of any bytes. */
class AgreementTest {
    private final EventEncoder encoder = new EventEncoder(1, 1, 1);
    private final Map<String, Integer> fates = new HashMap<>();

    @Test
    void shouldAgreeOnOutcomesWhenBytesAreWholeOrDamaged() {
        Samples samples = new Samples(11);
        compare(EventKind.OUTCOME, samples, () -> encoder.encode(samples.outcome()), 100_000);
        assertThat(fates).containsKeys("bad-weight");
    }

    @Test
    void shouldAgreeOnPatternsWhenBytesAreWholeOrDamaged() {
        Samples samples = new Samples(12);
        compare(EventKind.PATTERN, samples, () -> encoder.encode(samples.pattern()), 50_000);
        assertThat(fates).containsKeys("bad-value");
    }

    private <T> void compare(EventKind<T> kind, Samples samples, Supplier<byte[]> values, int rounds) {
        BodyReader<T> general = new ResolvingReader<>(kind.schema(), kind.schema(), kind.mapping());
        for (int i = 0; i < rounds; i++) {
            byte[] value = values.get();
            same(kind, general, value);
            same(kind, general, samples.damaged(value));
        }
        assertThat(fates).containsKeys("schema-mismatch", "trailing-bytes", "bad-id");
        assertThat(fates.get("event")).isGreaterThan(rounds);
    }

    private <T> void same(EventKind<T> kind, BodyReader<T> general, byte[] value) {
        Decoded<T> quick = EventDecoder.read(new AvroInput(), value, kind, kind.current());
        Decoded<T> slow = EventDecoder.read(new AvroInput(), value, kind, general);
        String fate = Refusals.reason(quick);
        fates.merge(fate, 1, Integer::sum);
        if (!fate.equals(Refusals.reason(slow)) || (fate.equals("event") && !quick.equals(slow))) {
            assertThat(slow).as("bytes %s", Arrays.toString(value)).isEqualTo(quick);
        }
    }
}
