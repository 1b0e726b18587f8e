package dev.credence.core.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compresses texts, type by type, each in the way that is measured to be smallest for its type, and trains dictionaries
 * on what it is given, whatever the effort. A text that does not get smaller stays as it is. Confined to one thread.
 */
final class TextEncoder {
    static final int ZSTD_LEVEL = 6;

    private static final int ZSTD_LEVEL_OF_LESS = 3;

    private static final int TYPES = 256;

    /** What the samples of all types may take together: eight types have their largest at once, 256 have some each. */
    static final int SAMPLE_BYTES = 16 << 20;

    private static final byte[] NO_HEADER = {};

    private final CodecConfig config;
    private final Zlib zlib;
    private final Function<String, @Nullable Dictionary> known;
    private final List<Dictionary> trained = new ArrayList<>();
    private int sampleBytes;
    private final Map<String, TypeState> types = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TypeState> eldest) {
            if (size() <= TYPES) {
                return false;
            }
            sampleBytes -= eldest.getValue().sampleBytes();
            return true;
        }
    };

    /** What is remembered of one type. */
    private static final class TypeState {
        final Gains gains = new Gains();
        final Training training = new Training();

        @Nullable
        Dictionary dictionary;

        TypeState(@Nullable Dictionary dictionary) {
            this.dictionary = dictionary;
        }

        int sampleBytes() {
            return training.sampleBytes();
        }
    }

    /** @param known the newest dictionary of a type from before; null: none */
    TextEncoder(CodecConfig config, Function<String, @Nullable Dictionary> known) {
        this.config = config;
        this.zlib = new Zlib(config.zlibLevel());
        this.known = known;
    }

    Encoded encode(String type, Text text, Effort effort) {
        byte[] original = text.toBytes();
        return switch (config.text()) {
            case RAW -> raw(original);
            case ZLIB -> zlib.encode(original);
            case ZSTD, AUTO -> chosen(type, original, effort);
        };
    }

    /** Dictionaries that came into use since the last call: to be kept before any text that was encoded since. */
    List<Dictionary> takeTrained() {
        if (trained.isEmpty()) {
            return List.of();
        }
        List<Dictionary> taken = List.copyOf(trained);
        trained.clear();
        return taken;
    }

    /** How much of texts is kept to train on. */
    int sampleBytes() {
        return sampleBytes;
    }

    private Encoded chosen(String type, byte[] original, Effort effort) {
        TypeState state = types.computeIfAbsent(type, name -> new TypeState(known.apply(name)));
        int before = state.sampleBytes();
        Dictionary better = state.training.add(type, original, state.dictionary);
        sampleBytes += state.sampleBytes() - before;
        forgetSamples();
        if (better != null) {
            state.dictionary = better;
            state.gains.forget();
            trained.add(better);
        }
        if (!state.gains.isTrial()) {
            return effort == Effort.FULL
                    ? encoded(state.gains.best(), original, state.dictionary)
                    : hurried(state.gains.best(), original, state.dictionary);
        }
        Encoded smallest = raw(original);
        for (Codec codec : candidates(state)) {
            Encoded candidate = encoded(codec, original, state.dictionary);
            state.gains.measured(codec, candidate.storedBytes());
            smallest = candidate.storedBytes() < smallest.storedBytes() ? candidate : smallest;
        }
        return smallest;
    }

    /** Takes from the type that has most, so that none is left with nothing to train on. */
    private void forgetSamples() {
        while (sampleBytes > SAMPLE_BYTES) {
            Training most = Collections.max(types.values(), Comparator.comparingInt(TypeState::sampleBytes)).training;
            sampleBytes -= most.sampleBytes();
            most.forgetOne();
            sampleBytes += most.sampleBytes();
        }
    }

    private List<Codec> candidates(TypeState state) {
        List<Codec> candidates = new ArrayList<>(3);
        candidates.add(Codec.ZSTD);
        if (config.text() == TextChoice.AUTO) {
            candidates.add(Codec.ZLIB);
        }
        if (state.dictionary != null) {
            candidates.add(Codec.ZSTD_DICTIONARY);
        }
        return candidates;
    }

    private Encoded encoded(Codec codec, byte[] original, @Nullable Dictionary dictionary) {
        return codec == Codec.ZLIB
                ? zlib.encode(original)
                : zstd(original, ZSTD_LEVEL, codec == Codec.ZSTD_DICTIONARY ? dictionary : null);
    }

    /** zlib has no level that is as fast as zstd and as good. */
    private static Encoded hurried(Codec best, byte[] original, @Nullable Dictionary dictionary) {
        return zstd(original, ZSTD_LEVEL_OF_LESS, best == Codec.ZSTD_DICTIONARY ? dictionary : null);
    }

    private static Encoded zstd(byte[] original, int level, @Nullable Dictionary over) {
        byte[] compressed = Zstd.compress(original, level, over, over == null ? NO_HEADER : over.header());
        return compressed == null
                ? raw(original)
                : new Encoded(over == null ? Codec.ZSTD : Codec.ZSTD_DICTIONARY, original.length, compressed, over);
    }

    private static Encoded raw(byte[] original) {
        return new Encoded(Codec.RAW, original.length, original);
    }
}
