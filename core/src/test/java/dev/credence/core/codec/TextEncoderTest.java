package dev.credence.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextEncoderTest {
    private static final List<String> PHRASES =
            new Random(1).ints(200).mapToObj(TextEncoderTest::phrase).toList();

    @Test
    void shouldKeepSamplesOfManyTypesWithinTheBudgetAndTrainAllTheSame() {
        TextEncoder encoder = new TextEncoder(new CodecConfig(TextChoice.ZSTD, 6, VectorWidth.RAW), type -> null);
        List<Text> texts =
                IntStream.range(0, 64).mapToObj(seed -> text(seed, 4_096)).toList();
        Set<String> trained = new HashSet<>();
        for (int i = 0; i < 160; i++) {
            for (int type = 0; type < 300; type++) {
                // The last ones come too late to be among those that are remembered all the time.
                if (type < 256 || i > 150) {
                    encode(encoder, "type" + type, texts.get((i + type) % texts.size()));
                    encoder.takeTrained().forEach(dictionary -> trained.add(dictionary.type()));
                    assertThat(encoder.sampleBytes()).isBetween(1, TextEncoder.SAMPLE_BYTES);
                }
            }
        }

        assertThat(trained).hasSizeGreaterThan(250);
    }

    @Test
    void shouldKeepNoMoreThanIsLeftOfWhatItForgot() {
        Training training = new Training();
        Random random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            Dictionary unused = training.add("t", new byte[100 + random.nextInt(7_000)], null);
            if (i >= 600 && i < 1_000) {
                training.forgetOne();
            }
        }

        assertThat(training.sampleBytes()).isBetween(112 * 2_000, 112 * 4_096);
        IntStream.range(0, 112).forEach(time -> training.forgetOne());
        assertThat(training.sampleBytes()).isZero();
    }

    private static void encode(TextEncoder encoder, String type, Text text) {
        Encoded part = encoder.encode(type, text, Effort.LESS);
        assertThat(part.originalBytes()).isGreaterThan(0);
    }

    private static Text text(int seed, int length) {
        Random random = new Random(seed);
        String content = random.ints(length / 5, 0, PHRASES.size())
                .mapToObj(PHRASES::get)
                .collect(Collectors.joining(" "));
        return new Text(content.substring(0, length), Map.of());
    }

    private static String phrase(int seed) {
        Random random = new Random(seed);
        return random.ints(5 + random.nextInt(35), 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
