package dev.credence.bench.roundtrips;

import dev.credence.core.codec.Text;
import dev.credence.core.model.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Seeded values: ordinary ones, and those at which encodings break. Confined to one thread. */
final class Adversary {
    static final String[] PHRASES = {
        "read the error before the code", "retry after a pause", "when the service answers 429",
                "narrow the failing test",
        "compare both sides", "never trust one sample", "log what changed and why", "the query plan has no index"
    };
    private static final double[] DOUBLES = {
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1e-320,
        Double.NaN,
        Double.longBitsToDouble(0x7FF0_0000_0000_0001L),
        Double.longBitsToDouble(0xFFF8_1234_5678_9ABCL),
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0.1,
        1e300,
        1e15,
        0.1f,
        1e-9,
        12.5,
        -1e9
    };
    private static final float[] FLOATS = {
        0f,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        1e-40f,
        1f,
        -1f,
        1e30f
    };

    private final SplittableRandom random;

    Adversary(long seed) {
        random = new SplittableRandom(seed);
    }

    Text text() {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            metadata.put("key" + random.nextInt(50), characters(random.nextInt(12)));
        }
        return new Text(content(), metadata);
    }

    /** Finite, as the edge lets them in. */
    float[] vector() {
        float[] vector = new float[1 + random.nextInt(96)];
        int kind = random.nextInt(8);
        float constant = FLOATS[random.nextInt(FLOATS.length)];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = switch (kind) {
                case 0 -> constant;
                case 1 -> FLOATS[random.nextInt(FLOATS.length)];
                case 2 -> Float.intBitsToFloat(random.nextInt() & 0xBF7F_FFFF);
                default -> (float) random.nextGaussian();
            };
        }
        if (kind == 3) {
            vector[random.nextInt(vector.length)] = (float) (1e6 * random.nextGaussian());
        }
        return vector;
    }

    List<Step> trajectory() {
        int size = random.nextInt(4) == 0 ? 0 : random.nextInt(24);
        int dimensions = random.nextInt(5);
        double scale = Math.pow(10, random.nextInt(10));
        int kind = random.nextInt(6);
        List<Step> steps = new ArrayList<>(size);
        long at = random.nextInt(5) == 0 ? random.nextLong() : 1_760_000_000_000L;
        for (int i = 0; i < size; i++) {
            double[] state = new double[random.nextInt(12) == 0 ? random.nextInt(30) : dimensions];
            for (int j = 0; j < state.length; j++) {
                state[j] = number(kind, scale);
            }
            at = random.nextInt(20) == 0 ? random.nextLong() : at + random.nextInt(5_000);
            steps.add(new Step(
                    at, characters(random.nextInt(6)), random.nextBoolean() ? null : number(kind, scale), state));
        }
        return steps;
    }

    private double number(int kind, double scale) {
        return switch (kind) {
            case 0 -> DOUBLES[random.nextInt(DOUBLES.length)];
            case 1 -> Double.longBitsToDouble(random.nextLong());
            case 2 -> (float) random.nextGaussian();
            case 3 -> random.nextGaussian();
            default -> Math.rint(random.nextGaussian() * scale) / scale;
        };
    }

    private String content() {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return "";
        }
        if (kind == 1) {
            return characters(random.nextInt(400));
        }
        if (kind == 2) {
            return Character.toString(random.nextInt(128)).repeat(random.nextInt(3_000));
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(16); i > 0; i--) {
            text.append(PHRASES[random.nextInt(PHRASES.length)]).append(random.nextInt(3) == 0 ? ".\n" : " ");
        }
        return text.toString();
    }

    /** Of all planes, controls and NUL included; no half surrogate pairs, which the edge refuses. */
    private String characters(int count) {
        StringBuilder text = new StringBuilder();
        int limit = random.nextBoolean() ? 0x80 : random.nextBoolean() ? 0x3000 : 0x11_0000;
        for (int i = 0; i < count; i++) {
            int point = random.nextInt(limit);
            text.appendCodePoint(point >= 0xD800 && point <= 0xDFFF ? 'x' : point);
        }
        return text.toString();
    }
}
