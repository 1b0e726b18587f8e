package dev.credence.bench.roundtrips;

import dev.credence.core.codec.Codec;
import dev.credence.core.codec.CodecConfig;
import dev.credence.core.codec.Dictionary;
import dev.credence.core.codec.Encoded;
import dev.credence.core.codec.Kind;
import dev.credence.core.codec.PartEncoder;
import dev.credence.core.codec.Text;
import dev.credence.core.codec.TextChoice;
import dev.credence.core.codec.Trajectories;
import dev.credence.core.codec.VectorWidth;
import dev.credence.core.codec.Vectors;
import dev.credence.core.model.Step;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Encodes and decodes values of an {@link Adversary}, in each of the ways. Confined to one thread. */
final class RoundTrips {
    /**
     * What came of one way.
     *
     * @param good those that came back, bit for bit or within the bound
     * @param inForm those that were stored in the form that the way is named for; the others were smaller as they are
     */
    record Outcome(long good, long inForm) {}

    private final int rounds;

    RoundTrips(int rounds) {
        this.rounds = rounds;
    }

    /** By the name of the way. */
    Map<String, Outcome> run() {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        outcomes.put("text as it is", texts(1, Codec.RAW, encoders(TextChoice.RAW)));
        outcomes.put("zlib, levels 0 to 9", texts(2, Codec.ZLIB, encoders(TextChoice.ZLIB)));
        outcomes.put("zstd", texts(3, Codec.ZSTD, encoders(TextChoice.ZSTD)));
        Dictionary dictionary = dictionary();
        outcomes.put("zstd over a dictionary", texts(4, Codec.ZSTD_DICTIONARY, new PartEncoder[] {
            new PartEncoder(new CodecConfig(TextChoice.ZSTD, 6, VectorWidth.RAW), type -> dictionary)
        }));
        outcomes.put("vectors as they are", vectors(5, VectorWidth.RAW, codec -> !codec.isLossy()));
        outcomes.put("vectors of int16", vectors(6, VectorWidth.INT16, codec -> codec == Codec.INT16));
        outcomes.put("vectors of int8", vectors(7, VectorWidth.INT8, codec -> codec == Codec.INT8));
        outcomes.put("trajectories in columns", trajectories(8));
        return outcomes;
    }

    private Outcome texts(long seed, Codec form, PartEncoder[] encoders) {
        Adversary adversary = new Adversary(seed);
        long good = 0;
        long inForm = 0;
        for (int i = 0; i < rounds; i++) {
            Text text = adversary.text();
            // Types without a past, so that what is asked for is what happens.
            Encoded part = encoders[i % encoders.length].encode(Kind.TEXT, "type" + i / 100, text);
            good += Kind.TEXT.decode(part).equals(text) && part.storedBytes() <= part.originalBytes() ? 1 : 0;
            inForm += part.codec() == form ? 1 : 0;
        }
        return new Outcome(good, inForm);
    }

    private Outcome vectors(long seed, VectorWidth width, Predicate<Codec> form) {
        Adversary adversary = new Adversary(seed);
        long good = 0;
        long inForm = 0;
        for (int i = 0; i < rounds; i++) {
            float[] vector = adversary.vector();
            Encoded part = Vectors.encode(vector, width);
            float[] back = Vectors.decode(part);
            boolean same = part.codec().isLossy()
                    ? back.length == vector.length
                            && Vectors.cosineError(vector, back) <= Vectors.bound(part.codec())
                            && Arrays.equals(back, Vectors.decode(Vectors.encode(vector, part.codec())))
                    : Arrays.equals(back, vector);
            good += same ? 1 : 0;
            inForm += form.test(part.codec()) ? 1 : 0;
        }
        return new Outcome(good, inForm);
    }

    private Outcome trajectories(long seed) {
        Adversary adversary = new Adversary(seed);
        long good = 0;
        long inForm = 0;
        for (int i = 0; i < rounds; i++) {
            List<Step> steps = adversary.trajectory();
            Encoded part = Trajectories.encode(steps);
            good += same(steps, Trajectories.decode(part)) ? 1 : 0;
            inForm += part.codec() == Codec.COLUMNS ? 1 : 0;
        }
        return new Outcome(good, inForm);
    }

    /** Bit by bit: equality of steps takes all NaNs for one. */
    private static boolean same(List<Step> one, List<Step> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            Step a = one.get(i);
            Step b = other.get(i);
            Double reward = a.reward();
            Double back = b.reward();
            boolean rewards =
                    (reward == null || back == null) ? Objects.equals(reward, back) : bits(reward) == bits(back);
            if (!rewards
                    || a.atMs() != b.atMs()
                    || !a.action().equals(b.action())
                    || !Arrays.equals(bits(a.state()), bits(b.state()))) {
                return false;
            }
        }
        return true;
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(RoundTrips::bits).toArray();
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    private static PartEncoder[] encoders(TextChoice choice) {
        PartEncoder[] encoders = new PartEncoder[10];
        for (int level = 0; level < encoders.length; level++) {
            encoders[level] = new PartEncoder(new CodecConfig(choice, level, VectorWidth.RAW));
        }
        return encoders;
    }

    private static Dictionary dictionary() {
        PartEncoder encoder = new PartEncoder(CodecConfig.DEFAULT);
        Adversary adversary = new Adversary(99);
        for (int i = 0; i < 5_000; i++) {
            Encoded unused = encoder.encode(Kind.TEXT, "type", adversary.text());
        }
        List<Dictionary> trained = encoder.takeTrained();
        return trained.get(trained.size() - 1);
    }
}
