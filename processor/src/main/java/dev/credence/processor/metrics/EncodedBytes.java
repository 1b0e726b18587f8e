package dev.credence.processor.metrics;

import dev.credence.core.body.StoredBody;
import dev.credence.core.codec.Codec;
import dev.credence.core.codec.Encoded;
import dev.credence.processor.metrics.ProcessorFigures.CodecFigures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bytes of bodies before and after encoding, by codec. Thread-safe. */
public final class EncodedBytes {
    private final Map<Codec, Sides> byCodec = new EnumMap<>(Codec.class);

    private record Sides(Counter original, Counter stored) {}

    EncodedBytes(MeterRegistry registry) {
        for (Codec codec : Codec.values()) {
            byCodec.put(codec, new Sides(side(registry, codec, "original"), side(registry, codec, "stored")));
        }
    }

    /** The parts of one body. Takes less than a thousandth of what encoding them took. */
    public void add(StoredBody body) {
        add(body.text());
        add(body.embedding());
        add(body.trajectory());
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
