package dev.credence.processor.metrics;

import dev.credence.core.codec.Vectors;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many of the ten nearest neighbours of a vector stay so when vectors are stored: asked at every 256th vector, among
 * the 128 before it of equal length. Thread-safe.
 */
final class NeighbourOverlap {
    private static final int KEPT = 128;
    private static final int EVERY = 256;
    private static final int NEAREST = 10;

    private final List<Pair> pairs = new ArrayList<>();
    private long seen;
    private volatile double latest = Double.NaN;

    private record Pair(float[] original, float[] stored) {}

    NeighbourOverlap(MeterRegistry registry) {
        Gauge.builder("credence.codec.top10.overlap", () -> latest)
                .description(
                        "Share of ten nearest neighbours that storing vectors leaves as they were; NaN: not measured")
                .register(registry);
    }

    synchronized void add(float[] original, float[] stored) {
        if (!pairs.isEmpty() && pairs.get(0).original().length != original.length) {
            pairs.clear();
        }
        Pair added = new Pair(original, stored);
        if (++seen % EVERY == 0 && pairs.size() == KEPT) {
            BitSet before = nearest(added, false);
            before.and(nearest(added, true));
            latest = before.cardinality() / (double) NEAREST;
        }
        if (pairs.size() < KEPT) {
            pairs.add(added);
        } else {
            pairs.set((int) (seen % KEPT), added);
        }
    }

    private BitSet nearest(Pair to, boolean stored) {
        double[] distances = pairs.stream()
                .mapToDouble(pair -> stored
                        ? Vectors.cosineError(to.stored(), pair.stored())
                        : Vectors.cosineError(to.original(), pair.original()))
                .toArray();
        BitSet nearest = new BitSet();
        IntStream.range(0, distances.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> distances[i]))
                .limit(NEAREST)
                .forEach(nearest::set);
        return nearest;
    }
}
