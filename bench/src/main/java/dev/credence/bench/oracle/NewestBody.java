package dev.credence.bench.oracle;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The last word of the log about a pattern.
 *
 * @param content null: it was deleted
 */
record NewestBody(
        long appendMs, int partition, long offset, @Nullable String content, double priorMean, double priorStrength) {
    private static final Comparator<NewestBody> ORDER = Comparator.comparingLong(NewestBody::appendMs)
            .thenComparingInt(NewestBody::partition)
            .thenComparingLong(NewestBody::offset);

    static NewestBody newer(NewestBody one, NewestBody other) {
        return ORDER.compare(one, other) >= 0 ? one : other;
    }
}
