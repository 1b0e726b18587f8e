package dev.credence.core.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.bytes.Hostile;
import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.codec.Codec;
import dev.credence.core.codec.Encoded;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Step;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BodyFormatTest {
    private static final String GOLDEN =
            "0100e8070305f403047374657003013fe0000000000000401000000000000000040402686900ff00010100";
    private static final Origin ORIGIN = new Origin(1000, 3, 5);

    @Test
    void shouldNeverChangeTheBytesOfVersionOne() {
        StoredBody body = new StoredBody(
                ORIGIN,
                500,
                "step",
                new Prior(0.5, 4),
                Priority.LOW,
                new Encoded(Codec.RAW, 4, new byte[] {2, 'h', 'i', 0}),
                null,
                new Encoded(Codec.RAW, 1, new byte[] {0}));
        assertThat(HexFormat.of().formatHex(BodyFormat.encode(body))).isEqualTo(GOLDEN);
        assertThat(BodyFormat.decode(HexFormat.of().parseHex(GOLDEN))).isEqualTo(body);
        assertThat(HexFormat.of().formatHex(BodyFormat.encode(new DeletedBody(ORIGIN, 500))))
                .isEqualTo("0101e8070305f403");
    }

    @Test
    void shouldGiveBackEveryPattern() {
        BodyCodec codec = new BodyCodec(6);
        for (long seed = 0; seed < 300; seed++) {
            Pattern pattern = seeded(seed);
            StoredBody body = codec.encode(pattern, new Origin(seed, 1, seed), seed);
            BodyRecord back = BodyFormat.decode(BodyFormat.encode(body));

            assertThat(back).isEqualTo(body);
            Pattern decoded = BodyCodec.decode(pattern.id(), (StoredBody) back);
            assertThat(decoded).isEqualTo(pattern);
            assertThat(decoded.metadata().keySet())
                    .containsExactlyElementsOf(pattern.metadata().keySet());
        }
    }

    @Test
    void shouldRefuseDamageOrReadCanonicalBytes() {
        BodyCodec codec = new BodyCodec(6);
        for (long seed = 0; seed < 6; seed++) {
            byte[] bytes = BodyFormat.encode(codec.encode(seeded(seed), ORIGIN, 1));
            Hostile.assertTotal(bytes, BodyFormat::decode, BodyFormat::encode);
        }
        Hostile.assertTotal(BodyFormat.encode(new DeletedBody(ORIGIN, 1)), BodyFormat::decode, BodyFormat::encode);
    }

    @Test
    void shouldRefuseOrDecodeDamagedParts() {
        BodyCodec codec = new BodyCodec(0);
        for (long seed = 0; seed < 6; seed++) {
            StoredBody body = codec.encode(seeded(seed), ORIGIN, 1);
            Hostile.assertTotal(
                    body.text().bytes(),
                    bytes -> {
                        BodyCodec.decode("p", with(body, new Encoded(Codec.RAW, bytes.length, bytes)));
                        return bytes;
                    },
                    bytes -> bytes);
        }
    }

    @Test
    void shouldSayWhatItDoesNotRead() {
        assertThatThrownBy(() -> BodyFormat.decode(new byte[] {2}))
                .hasMessage("body of format 2; this build reads format 1");
        assertThatThrownBy(() -> BodyFormat.decode(HexFormat.of().parseHex("0102e8070305f403")))
                .isInstanceOf(MalformedBytesException.class)
                .hasMessage("body of kind 2");
    }

    @Test
    void shouldOrderBodiesByAppendTimeThenPartitionThenOffset() {
        assertThat(List.of(new Origin(2, 0, 0), new Origin(1, 9, 0), new Origin(1, 8, 9), new Origin(1, 8, 8)))
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    private static StoredBody with(StoredBody body, Encoded text) {
        return new StoredBody(
                body.origin(),
                body.createdAtMs(),
                body.type(),
                body.prior(),
                body.priority(),
                text,
                body.embedding(),
                body.trajectory());
    }

    private static Pattern seeded(long seed) {
        Random random = new Random(seed);
        Map<String, String> metadata = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            metadata.put("k" + random.nextInt(1000) + "é", "värde 😀 " + i);
        }
        Prior prior =
                random.nextBoolean() ? null : new Prior(0.001 + random.nextDouble() * 0.99, 1 + random.nextInt(99));
        return new Pattern(
                "p" + seed,
                "type" + seed % 3,
                "content ".repeat(random.nextInt(100)) + (char) ('A' + random.nextInt(26)),
                metadata,
                embedding(random),
                trajectory(random),
                prior,
                random.nextBoolean() ? Priority.LOW : Priority.CRITICAL);
    }

    private static float @Nullable [] embedding(Random random) {
        if (random.nextBoolean()) {
            return null;
        }
        float[] embedding = new float[1 + random.nextInt(40)];
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] = i == 0 ? -0.0f : (float) random.nextGaussian();
        }
        return embedding;
    }

    private static @Nullable List<Step> trajectory(Random random) {
        if (random.nextBoolean()) {
            return null;
        }
        List<Step> steps = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            Double reward = random.nextBoolean() ? null : random.nextGaussian();
            steps.add(new Step(
                    random.nextLong() >>> 1,
                    "act",
                    reward,
                    random.doubles(random.nextInt(4)).toArray()));
        }
        return steps;
    }
}
