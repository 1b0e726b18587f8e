package dev.credence.processor.metrics;

import dev.credence.core.body.StoredBody;
import dev.credence.core.codec.Codec;
import dev.credence.core.codec.Encoded;
import dev.credence.core.codec.Vectors;
import dev.credence.core.model.Pattern;
import dev.credence.processor.metrics.ProcessorFigures.CodecFigures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bytes of bodies before and after encoding, by codec, and what quantised vectors lost. Thread-safe. */
public final class EncodedBytes {
    private static final double[] ERRORS = {1e-6, 1e-5, 2e-5, 5e-5, 1e-4};

    private final Map<Codec, Sides> byCodec = new EnumMap<>(Codec.class);
    private final DistributionSummary cosineError;
    private final NeighbourOverlap overlap;

    private record Sides(Counter original, Counter stored) {}

    EncodedBytes(MeterRegistry registry) {
        for (Codec codec : Codec.values()) {
            byCodec.put(codec, new Sides(side(registry, codec, "original"), side(registry, codec, "stored")));
        }
        cosineError = DistributionSummary.builder("credence.codec.cosine.error")
                .description("One minus the cosine between a vector and what is stored of it")
                .serviceLevelObjectives(ERRORS)
                .register(registry);
        overlap = new NeighbourOverlap(registry);
    }

    /** The parts of one body, and how near its vector comes to the pattern's. */
    public void add(Pattern pattern, StoredBody body) {
        add(body.text());
        add(body.embedding());
        add(body.trajectory());
        float[] vector = pattern.embedding();
        Encoded part = body.embedding();
        if (vector != null && part != null) {
            float[] stored = part.codec().isLossy() ? Vectors.decode(part) : vector;
            cosineError.record(Vectors.cosineError(vector, stored));
            overlap.add(vector, stored);
        }
    }

    /** A dictionary, which is stored for all bodies over it. */
    public void addDictionary(int storedBytes) {
        Sides sides = byCodec.get(Codec.ZSTD_DICTIONARY);
        if (sides != null) {
            sides.stored().increment(storedBytes);
        }
    }

    List<CodecFigures> figures() {
        List<CodecFigures> figures = new ArrayList<>();
        byCodec.forEach((codec, sides) -> {
            if (sides.original().count() > 0) {
                figures.add(
                        new CodecFigures(name(codec), (long) sides.original().count(), (long)
                                sides.stored().count()));
            }
        });
        return figures;
    }

    private void add(@Nullable Encoded part) {
        Sides sides = part == null ? null : byCodec.get(part.codec());
        if (part != null && sides != null) {
            sides.original().increment(part.originalBytes());
            sides.stored().increment(part.bytes().length);
        }
    }

    private static Counter side(MeterRegistry registry, Codec codec, String side) {
        return Counter.builder("credence.codec.bytes")
                .description("Bytes of bodies before (original) and after (stored) encoding")
                .tag("codec", name(codec))
                .tag("side", side)
                .register(registry);
    }

    private static String name(Codec codec) {
        return codec.name().toLowerCase(Locale.ROOT);
    }
}
