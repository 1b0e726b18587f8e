package dev.credence.bench.compression;

import dev.credence.core.model.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Embeddings of real text, and episodes as agents have them. Confined to one thread. */
final class Lifelike {
    private static final int DIMENSIONS = 384;
    private static final String[] ACTIONS = {"read_file", "search", "edit", "run_tests", "ask", "commit", "revert"};
    private static final long BEGIN_MS = 1_760_000_000_000L;

    private final SplittableRandom random = new SplittableRandom(21);
    private final Map<String, float[]> words = new HashMap<>();

    /** Random indexing (Kanerva, 2000): the sum of a fixed random vector a word, of length 1. */
    float[] embedding(String text) {
        float[] sum = new float[DIMENSIONS];
        for (String word : text.toLowerCase(Locale.ROOT).split("\\W+", 400)) {
            float[] vector = words.computeIfAbsent(word, Lifelike::random);
            // Rare words are long, and say more.
            float weight = Math.min(10, word.length());
            for (int i = 0; i < DIMENSIONS; i++) {
                sum[i] += weight * vector[i];
            }
        }
        double norm = 0;
        for (float value : sum) {
            norm += (double) value * value;
        }
        float scale = (float) (1 / Math.sqrt(Math.max(norm, 1e-12)));
        for (int i = 0; i < DIMENSIONS; i++) {
            sum[i] *= scale;
        }
        return sum;
    }

    /**
     * Steps some seconds apart, actions that follow each other, a reward now and then in hundredths; the state counts
     * tokens and files, follows a share in thousandths, and has a score that was computed in single precision. One in ten
     * has one number of full double precision besides.
     */
    List<Step> episode() {
        boolean precise = random.nextInt(10) == 0;
        List<Step> steps = new ArrayList<>();
        long at = BEGIN_MS + random.nextLong(30L * 24 * 3600 * 1000);
        int action = 0;
        double tokens = random.nextInt(2_000);
        double done = 0;
        float score = 0.5f;
        double drift = random.nextDouble();
        for (int left = 20 + random.nextInt(180); left > 0; left--) {
            at += 800 + random.nextInt(4_000);
            action = random.nextInt(3) == 0 ? random.nextInt(ACTIONS.length) : (action + 1) % ACTIONS.length;
            tokens += 100 + random.nextInt(900);
            done = Math.min(1, Math.rint((done + random.nextDouble() * 0.02) * 1000) / 1000);
            score += (float) (0.02 * random.nextGaussian());
            drift += 0.001 * random.nextGaussian();
            double[] state = precise
                    ? new double[] {tokens, random.nextInt(40), done, score, drift}
                    : new double[] {tokens, random.nextInt(40), done, score};
            steps.add(new Step(
                    at, ACTIONS[action], random.nextInt(4) == 0 ? random.nextInt(-100, 101) / 100.0 : null, state));
        }
        return steps;
    }

    private static float[] random(String word) {
        SplittableRandom own = new SplittableRandom(word.hashCode());
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) own.nextGaussian();
        }
        return vector;
    }
}
