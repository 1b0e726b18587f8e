package dev.credence.processor.ledger;

import org.apache.kafka.common.TopicPartition;

/** Records lie between what the ledger says was consumed and what came next: the thread must read them. */
public final class LostRecordsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final TopicPartition partition;

    LostRecordsException(TopicPartition partition, long next, long first) {
        super("records of " + partition + " from offset " + next + " to " + (first - 1)
                + " were not consumed although offset " + first + " came");
        this.partition = partition;
    }

    public TopicPartition partition() {
        return partition;
    }
}
