package dev.credence.schemas.wire;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.core.model.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Seeded events that keep the rules, edges included: every optional field, every script, every kind of zero. */
final class Samples {
    private static final String[] TEXTS = {
        "",
        "a",
        "plain ASCII text",
        "naïve café",
        "Привет",
        "日本語",
        "🙂🚀",
        "\uFFFD",
        "a\u0000b",
        "\u00FF\u0100",
        "x".repeat(99)
    };
    private static final double[] REALS = {
        0.0, -0.0, 1.0, -1.0, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, 0.1, 1e-300
    };
    private static final float[] FLOATS = {0f, -0f, 1f, Float.MIN_VALUE, -Float.MIN_NORMAL, Float.MAX_VALUE, 0.1f};
    private static final long[] TIMES = {0, 1, 63, 64, 1_760_000_000_000L, -1, Long.MAX_VALUE, Long.MIN_VALUE};

    private final SplittableRandom random;

    Samples(long seed) {
        random = new SplittableRandom(seed);
    }

    Outcome outcome() {
        return new Outcome(
                id(),
                one(Result.values()),
                random.nextInt(4) == 0 ? Double.MIN_VALUE : random.nextDouble() * 999 + 1e-9,
                random.nextInt(4) == 0 ? TIMES[random.nextInt(TIMES.length)] : random.nextLong(1L << 42),
                label(),
                label(),
                one(Priority.values()));
    }

    Pattern pattern() {
        return new Pattern(
                id(),
                id(),
                text(),
                metadata(),
                random.nextBoolean() ? null : embedding(),
                random.nextBoolean() ? null : trajectory(),
                random.nextBoolean() ? null : new Prior(0.1 + random.nextDouble() * 0.8, 1 + random.nextInt(1000)),
                one(Priority.values()));
    }

    /** The value with some of its body changed, cut off, added, or drawn anew. */
    byte[] damaged(byte[] value) {
        int from = WireFormat.HEADER_BYTES;
        byte[] bytes = value.clone();
        int place = from + random.nextInt(bytes.length - from);
        switch (random.nextInt(5)) {
            case 0 -> bytes[place] = (byte) random.nextInt();
            case 1 -> bytes[place] = (byte) (bytes[place] ^ 1 << random.nextInt(8));
            case 2 -> bytes = Arrays.copyOf(bytes, place);
            case 3 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(3));
            default -> {
                for (int i = from; i < bytes.length; i++) {
                    bytes[i] = (byte) random.nextInt();
                }
            }
        }
        return bytes;
    }

    private String id() {
        String alphabet = "abcXYZ019._:-";
        StringBuilder id = new StringBuilder("p");
        for (int length = random.nextInt(12); length > 0; length--) {
            id.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return random.nextInt(20) == 0 ? "p".repeat(128) : id.toString();
    }

    private @Nullable String label() {
        return random.nextBoolean() ? null : text();
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (int entries = random.nextInt(4); entries > 0; entries--) {
            metadata.put(text() + random.nextInt(9), text());
        }
        return metadata;
    }

    private float[] embedding() {
        float[] embedding = new float[1 + random.nextInt(20)];
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] = FLOATS[random.nextInt(FLOATS.length)];
        }
        return embedding;
    }

    private List<Step> trajectory() {
        List<Step> steps = new ArrayList<>();
        for (int length = random.nextInt(4); length > 0; length--) {
            double[] state = new double[random.nextInt(5)];
            for (int i = 0; i < state.length; i++) {
                state[i] = real();
            }
            steps.add(new Step(random.nextLong(1L << 42), text(), random.nextBoolean() ? null : real(), state));
        }
        return steps;
    }

    private double real() {
        return REALS[random.nextInt(REALS.length)];
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
