package dev.credence.core.codec;

import java.util.EnumMap;
import java.util.Map;

/**
 * Which codec does best for one type: all are measured on the first texts and on some of the later ones, and older
 * measurements fade. Confined to one thread.
 */
final class Gains {
    private static final int FIRST_TRIALS = 16;
    private static final int TRIAL_EVERY = 64;
    private static final double FADE = 0.9;

    private final Map<Codec, Double> bytes = new EnumMap<>(Codec.class);
    private long texts;

    /** Whether the next text is one that all codecs are to be measured on. Counts it. */
    boolean isTrial() {
        long number = texts++;
        return number < FIRST_TRIALS || number % TRIAL_EVERY == 0;
    }

    void measured(Codec codec, int storedBytes) {
        bytes.merge(codec, (double) storedBytes, (before, now) -> before * FADE + now);
    }

    /** The codec with the smallest sum; there must have been a trial. */
    Codec best() {
        Codec best = Codec.ZSTD;
        double least = Double.MAX_VALUE;
        for (Map.Entry<Codec, Double> entry : bytes.entrySet()) {
            if (entry.getValue() < least) {
                least = entry.getValue();
                best = entry.getKey();
            }
        }
        return best;
    }

    /** Begins again: there is another dictionary. */
    void forget() {
        bytes.clear();
        texts = 0;
    }
}
