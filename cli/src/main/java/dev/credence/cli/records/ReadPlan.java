package dev.credence.cli.records;

import org.jspecify.annotations.Nullable;

/**
 * Which records of a topic are read.
 *
 * @param partition null: all of them
 * @param offset where to begin in {@code partition}; {@link #BEGINNING} or {@link #END} of the log otherwise
 * @param most how many at most
 * @param follow whether to wait for more at the end that the log had when the reading began
 */
public record ReadPlan(String topic, @Nullable Integer partition, long offset, long most, boolean follow) {
    public static final long BEGINNING = -2;
    public static final long END = -1;

    public ReadPlan {
        if (offset < BEGINNING || (offset >= 0 && partition == null)) {
            throw new IllegalArgumentException("an offset is counted within a partition: name one with --partition");
        }
        if (most < 0) {
            throw new IllegalArgumentException("--max-messages must be at least 0, was " + most);
        }
    }

    /** Everything that is in the topic now. */
    public static ReadPlan all(String topic) {
        return new ReadPlan(topic, null, BEGINNING, Long.MAX_VALUE, false);
    }

    /** The one record, if it is there. */
    public static ReadPlan one(String topic, int partition, long offset) {
        return new ReadPlan(topic, partition, offset, 1, false);
    }
}
