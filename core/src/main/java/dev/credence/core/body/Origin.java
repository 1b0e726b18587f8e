package dev.credence.core.body;

import java.util.Comparator;

/**
 * Where in the log a body came from. Of several bodies of one id, in whatever partitions, the greatest origin wins.
 *
 * @param appendMs the broker's time of the record, Unix milliseconds
 */
public record Origin(long appendMs, int partition, long offset) implements Comparable<Origin> {
    private static final Comparator<Origin> ORDER = Comparator.comparingLong(Origin::appendMs)
            .thenComparingInt(Origin::partition)
            .thenComparingLong(Origin::offset);

    @Override
    public int compareTo(Origin other) {
        return ORDER.compare(this, other);
    }
}
