package dev.credence.ingest.publish;

import org.jspecify.annotations.Nullable;

/**
 * How publishing a stream of lines ended; blank lines are in none of the counts.
 *
 * @param acked lines that are stored
 * @param rejected lines that are not, and each was reported
 * @param unconfirmed lines of which nobody can say, as Kafka did not answer in time; only with {@code failure}
 * @param failure why reading stopped before the end of the stream; null: it did not
 */
public record LineTotals(
        long acked,
        long rejected,
        long unconfirmed,
        @Nullable PublishException failure) {}
