package dev.credence.processor.ledger;

import org.apache.kafka.common.TopicPartition;

/** Records lie between what the ledger says was consumed and what came next: the thread must read again. */
public final class LostRecordsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostRecordsException(TopicPartition partition, long next, long first) {
        super("records of " + partition + " from offset " + next + " to " + (first - 1)
                + " were not consumed although offset " + first
                + " came; reading again from the committed offsets. If this repeats, the group's offsets are ahead of"
                + " the ledger: set them back to " + next);
    }
}
