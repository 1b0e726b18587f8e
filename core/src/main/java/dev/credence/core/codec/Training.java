package dev.credence.core.codec;

import com.github.luben.zstd.ZstdDictTrainer;
import com.github.luben.zstd.ZstdException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Trains dictionaries on the texts of one type: early on a few, for the rows that follow soon, then on more, each eight
 * times as many, and keeps one only if it saves more on texts that it was not trained on. Confined to one thread.
 */
final class Training {
    /*
     * A reservoir (Vitter, algorithm R) of at most SAMPLES texts, SAMPLE_BYTES of each, so memory and the time of one
     * training are bounded, and every text since the type began is as likely to be in it as any other: also after some of
     * them are forgotten, if no more than are left are kept from then on. A dictionary costs its place in every view, so it
     * must pay for itself in about as many texts as it was trained on.
     */
    private static final int SAMPLES = 512;
    private static final int SAMPLE_BYTES = 4096;
    private static final int FIRST = 128;
    private static final int GROWTH = 8;
    private static final int LARGEST = 64 << 10;
    private static final int SMALLEST = 2 << 10;
    private static final int SHARE_OF_SAMPLES = 8;
    private static final int HELD_OUT = 8;
    private static final double LEAST_GAIN = 0.04;
    private static final byte[] NO_HEADER = {};

    private final List<byte[]> samples = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(0x5EED);
    private int capacity = SAMPLES;
    private int sampleBytes;
    private long seen;
    private long due = FIRST;

    /** Takes a text; a dictionary if now there is one that does better than {@code current}. */
    @Nullable
    Dictionary add(String type, byte[] text, @Nullable Dictionary current) {
        seen++;
        byte[] sample = text.length <= SAMPLE_BYTES ? text : Arrays.copyOf(text, SAMPLE_BYTES);
        if (samples.size() < capacity) {
            samples.add(sample);
            sampleBytes += sample.length;
        } else {
            long place = random.nextLong(seen);
            if (place < capacity) {
                sampleBytes += sample.length - samples.set((int) place, sample).length;
            }
        }
        if (seen < due) {
            return null;
        }
        due *= GROWTH;
        Dictionary trained = trained(type);
        return trained != null && isWorthIt(trained, current) ? trained : null;
    }

    /** How much of texts it keeps. */
    int sampleBytes() {
        return sampleBytes;
    }

    /** Forgets one of the texts that it keeps, whichever, and keeps no more than the others from now on. */
    void forgetOne() {
        sampleBytes -= samples.remove(random.nextInt(samples.size())).length;
        capacity = samples.size();
    }

    private @Nullable Dictionary trained(String type) {
        int bytes = 0;
        for (int i = 0; i < samples.size(); i++) {
            bytes += isHeldOut(i) ? 0 : samples.get(i).length;
        }
        int size = Math.min(LARGEST, bytes / SHARE_OF_SAMPLES);
        if (size < SMALLEST) {
            return null;
        }
        ZstdDictTrainer trainer = new ZstdDictTrainer(bytes, size, TextEncoder.ZSTD_LEVEL);
        for (int i = 0; i < samples.size(); i++) {
            if (!isHeldOut(i)) {
                trainer.addSample(samples.get(i));
            }
        }
        try {
            return new Dictionary(type, trainer.trainSamples());
        } catch (ZstdException tooLittleInCommon) {
            return null;
        }
    }

    /** On the texts that it has not seen, and with its own size counted against as many as it has. */
    private boolean isWorthIt(Dictionary trained, @Nullable Dictionary current) {
        long before = 0;
        long after = 0;
        for (int i = 0; i < samples.size(); i++) {
            if (isHeldOut(i)) {
                before += size(samples.get(i), current);
                after += size(samples.get(i), trained);
            }
        }
        return after < before * (1 - LEAST_GAIN) && (before - after) * HELD_OUT * GROWTH > trained.size();
    }

    private static int size(byte[] text, @Nullable Dictionary dictionary) {
        byte[] compressed = Zstd.compress(
                text, TextEncoder.ZSTD_LEVEL, dictionary, dictionary == null ? NO_HEADER : dictionary.header());
        return compressed == null ? text.length : compressed.length;
    }

    private static boolean isHeldOut(int sample) {
        return sample % HELD_OUT == 0;
    }
}
