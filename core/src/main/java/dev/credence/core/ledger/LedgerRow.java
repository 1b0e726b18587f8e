package dev.credence.core.ledger;

import dev.credence.core.rules.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fates of one source partition's records, up to but not including {@code nextOffset}. The partition is that of the
 * changelog or topic which carries the row. Immutable.
 *
 * @param topic the source topic
 * @param topicId Kafka's id of the topic, as text: a recreated topic has another
 * @param nextOffset the first offset that is not in this prefix
 * @param consumed records seen; always {@code applied + duplicate + deadLettered}
 * @param batches flushes so far
 * @param rows rows written by those flushes, the ledger's own apart
 * @param windowOpenedMs when the last batch took its first record, Unix milliseconds; -1 before the first
 * @param windowClosedMs when it was flushed
 * @param lastAppendMs the broker's time of the last record of the prefix; -1 before the first
 * @param backlog whether the processor was working off a backlog: nothing of the batch was urgent, all of it was late
 *     already, and the next batch follows within a window. A view may then gather several batches before it writes
 * @param refused the last records that were dead-lettered, at most {@link #MOST_REFUSED}, by offset: what a receipt's
 *     holder is told
 */
public record LedgerRow(
        String topic,
        String topicId,
        long nextOffset,
        long consumed,
        long applied,
        long duplicate,
        long deadLettered,
        long batches,
        long rows,
        long windowOpenedMs,
        long windowClosedMs,
        long lastAppendMs,
        boolean backlog,
        List<RefusedRecord> refused) {

    /** How many refused records a row remembers. */
    public static final int MOST_REFUSED = 256;

    private static final String KEY_PREFIX = "!ledger/";

    public LedgerRow {
        refused = List.copyOf(refused);
        if (Math.min(
                        nextOffset,
                        Math.min(Math.min(applied, duplicate), Math.min(deadLettered, Math.min(batches, rows))))
                < 0) {
            throw new IllegalStateException("ledger of " + topic + " with a negative number");
        }
        if (consumed != applied + duplicate + deadLettered) {
            throw new IllegalStateException("ledger of " + topic + " does not add up: consumed " + consumed
                    + ", applied " + applied + ", duplicate " + duplicate + ", dead-lettered " + deadLettered);
        }
    }

    /** A row that remembers no refused record. */
    public LedgerRow(
            String topic,
            String topicId,
            long nextOffset,
            long consumed,
            long applied,
            long duplicate,
            long deadLettered,
            long batches,
            long rows,
            long windowOpenedMs,
            long windowClosedMs,
            long lastAppendMs,
            boolean backlog) {
        this(
                topic,
                topicId,
                nextOffset,
                consumed,
                applied,
                duplicate,
                deadLettered,
                batches,
                rows,
                windowOpenedMs,
                windowClosedMs,
                lastAppendMs,
                backlog,
                List.of());
    }

    /** Why the record at {@code offset} was refused; null if it was not, or that is no longer remembered. */
    public @Nullable Reason refusalOf(long offset) {
        for (RefusedRecord record : refused) {
            if (record.offset() == offset) {
                return record.reason();
            }
        }
        return null;
    }

    /** The row of a partition of which nothing was consumed, read from {@code nextOffset} on. */
    public static LedgerRow start(String topic, String topicId, long nextOffset) {
        return new LedgerRow(topic, topicId, nextOffset, 0, 0, 0, 0, 0, 0, -1, -1, -1, false);
    }

    /** The same row with another {@code backlog}. */
    public LedgerRow withBacklog(boolean now) {
        return new LedgerRow(
                topic,
                topicId,
                nextOffset,
                consumed,
                applied,
                duplicate,
                deadLettered,
                batches,
                rows,
                windowOpenedMs,
                windowClosedMs,
                lastAppendMs,
                now,
                refused);
    }

    /** The key under which {@code topic}'s row is stored; no pattern id looks like it. */
    public static String key(String topic) {
        return KEY_PREFIX + topic;
    }

    /** The topic of a ledger row's key; null if {@code key} is not one. */
    public static @Nullable String topicOfKey(String key) {
        return key.startsWith(KEY_PREFIX) ? key.substring(KEY_PREFIX.length()) : null;
    }
}
