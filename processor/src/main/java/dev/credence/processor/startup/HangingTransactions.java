package dev.credence.processor.startup;

import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.TopicState;
import dev.credence.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that lie open in the processor's topics although their coordinator has ended them. A broker of Kafka 4.3 that
 * was killed between the two, and is fenced while it comes back, takes the partitions of its own for deleted and leaves
 * their markers out. Nobody reads past such a transaction, neither a restore nor a view.
 */
final class HangingTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);
    private static final long ANSWER_SECONDS = 10;

    private final TopicCatalogue topics;
    private final Admin admin;

    HangingTransactions(TopicCatalogue topics, Admin admin) {
        this.topics = topics;
        this.admin = admin;
    }

    /**
     * Aborts what these producers have open; only to be asked when their coordinator has ended all it knows of. Aborting
     * even what it took for committed loses and doubles nothing: offsets, ledger and rows of a partition were all
     * left without a marker, and what is not committed is read again.
     *
     * @return false if some could not be aborted
     */
    boolean abort(Set<Long> producerIds) {
        boolean all = true;
        for (AbortTransactionSpec hanging : open(producerIds)) {
            try {
                answer(admin.abortTransaction(hanging).all());
                LOG.warn("Aborted a transaction that its coordinator had forgotten: {}", hanging);
            } catch (ExecutionException | TimeoutException refused) {
                LOG.error(
                        "Nobody reads past a transaction that its coordinator has forgotten, and it could not be aborted:"
                                + " {}; do so with kafka-transactions.sh abort, as a user that may",
                        hanging,
                        refused);
                all = false;
            }
        }
        return all;
    }

    private List<AbortTransactionSpec> open(Set<Long> producerIds) {
        List<AbortTransactionSpec> open = new ArrayList<>();
        if (producerIds.isEmpty()) {
            return open;
        }
        try {
            Map<TopicPartition, PartitionProducerState> states =
                    answer(admin.describeProducers(written()).all());
            states.forEach((partition, state) -> state.activeProducers().stream()
                    .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                    .filter(producer -> producerIds.contains(producer.producerId()))
                    .forEach(producer -> open.add(new AbortTransactionSpec(
                            partition,
                            producer.producerId(),
                            (short) producer.producerEpoch(),
                            producer.coordinatorEpoch().orElse(0)))));
        } catch (ExecutionException | TimeoutException untold) {
            LOG.warn("Could not look for hanging transactions", untold);
        }
        return open;
    }

    private List<TopicPartition> written() {
        Map<String, TopicState> states = Topics.describe(
                admin,
                List.of(
                        topics.evidenceChangelog(),
                        topics.patternStoreChangelog(),
                        topics.bodies(),
                        topics.deadLetter()));
        return states.values().stream()
                .flatMap(state -> IntStream.range(0, state.partitions())
                        .mapToObj(partition -> new TopicPartition(state.name(), partition)))
                .toList();
    }

    /** Within ten seconds; an interrupt ends the wait as the timeout does, and is kept. */
    static <T> T answer(KafkaFuture<T> question) throws ExecutionException, TimeoutException {
        try {
            return question.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        }
    }
}
