package dev.credence.ingest.http;

import dev.credence.ingest.publish.PublishException;

/**
 * That Kafka did not take all good lines of a request, and what became of each.
 *
 * @param stored have the receipts, in the same order
 * @param unconfirmed were sent, and neither acknowledged nor refused: they may be stored or not
 * @param unsent came after the failure was known: they are not stored
 */
record KafkaFailure(PublishException cause, LineRanges stored, LineRanges unconfirmed, LineRanges unsent) {
    /** What happened, and what to do about the part that was taken. */
    String detail() {
        String detail = String.valueOf(cause.getMessage());
        return stored.isEmpty() && unsent.isEmpty()
                ? detail
                : detail + "; send unsent_lines again, but not stored_lines, for an outcome would count twice;"
                        + " of unconfirmed_lines nobody can say whether they are stored";
    }
}
