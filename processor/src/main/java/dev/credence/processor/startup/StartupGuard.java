package dev.credence.processor.startup;

import dev.credence.core.ledger.LedgerRow;
import dev.credence.processor.config.ProcessorConfig;
import dev.credence.processor.ledger.RecreatedTopicException;
import dev.credence.processor.ledger.RefusedException;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.TopicState;
import dev.credence.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides where Streams starts to read, which Streams never does itself: where the group has no offset, at the ledger's
 * next, and where there is no ledger, at the log's beginning. Resetting to the beginning beside a ledger would count
 * everything twice.
 */
public final class StartupGuard {
    private static final Logger LOG = LoggerFactory.getLogger(StartupGuard.class);
    private static final long ANSWER_SECONDS = 30;

    private final ProcessorConfig config;
    private final String instanceName;
    private final TopicCatalogue topics;
    private final Admin admin;

    /** @param instanceName under which the threads to be started are members of the group */
    public StartupGuard(ProcessorConfig config, String instanceName, Admin admin) {
        this.config = config;
        this.instanceName = instanceName;
        this.topics = config.topics();
        this.admin = admin;
    }

    /**
     * Checks topics and offsets, settles what an earlier run of this instance left in the group, and commits the offsets that
     * are missing.
     *
     * @return the topics as they are
     * @throws dev.credence.schemas.topic.TopicSetupException if a topic is missing or unfit
     * @throws RefusedException if going on would count wrongly
     */
    public Map<String, TopicState> check() {
        Map<String, TopicState> states = Topics.require(admin, topics);
        requireRoomInChangelogs(states);
        List<TopicPartition> sources = sources(states);
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        if (!committed.isEmpty()) {
            new GroupPlaces(config, instanceName, admin).giveUpLeft();
            new LeftTransactions(config, admin).end(committed.keySet());
        }
        List<TopicPartition> missing =
                sources.stream().filter(source -> committed.get(source) == null).toList();
        if (!missing.isEmpty()) {
            commit(starts(missing, states));
        }
        return states;
    }

    /** Streams makes its changelogs once, with the partitions that there are then, and runs with no others. */
    private void requireRoomInChangelogs(Map<String, TopicState> states) {
        TopicState source = states.get(topics.confidence());
        for (TopicState changelog : Topics.describe(
                        admin, List.of(topics.evidenceChangelog(), topics.patternStoreChangelog()))
                .values()) {
            if (source != null && changelog.partitions() < source.partitions()) {
                throw new RefusedException("topic " + changelog.name() + " has " + changelog.partitions()
                        + " partitions, but " + source.name() + " has " + source.partitions()
                        + ": give it as many (kafka-topics.sh --alter --topic " + changelog.name() + " --partitions "
                        + source.partitions() + "); the new ones begin empty, and nothing else changes");
            }
        }
    }

    private List<TopicPartition> sources(Map<String, TopicState> states) {
        return topics.sources().stream()
                .map(states::get)
                .flatMap(state -> java.util.stream.IntStream.range(0, state.partitions())
                        .mapToObj(partition -> new TopicPartition(state.name(), partition)))
                .toList();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        return answer(
                "read the offsets of group " + topics.applicationId(),
                admin.listConsumerGroupOffsets(topics.applicationId()).partitionsToOffsetAndMetadata());
    }

    private Map<TopicPartition, OffsetAndMetadata> starts(
            List<TopicPartition> missing, Map<String, TopicState> states) {
        Map<TopicPartition, LedgerRow> ledger = ledger(states);
        Map<TopicPartition, Long> beginnings = beginnings(missing);
        Map<TopicPartition, OffsetAndMetadata> starts = new HashMap<>();
        for (TopicPartition source : missing) {
            LedgerRow row = ledger.get(source);
            if (row == null) {
                starts.put(source, new OffsetAndMetadata(beginnings.getOrDefault(source, 0L)));
            } else {
                requireSameTopic(row, states);
                starts.put(source, new OffsetAndMetadata(row.nextOffset()));
                LOG.warn(
                        "The group {} has no offset for {}; going on at the ledger's {}.",
                        topics.applicationId(),
                        source,
                        row.nextOffset());
            }
        }
        return starts;
    }

    private Map<TopicPartition, LedgerRow> ledger(Map<String, TopicState> states) {
        LedgerReader reader = new LedgerReader(StreamsSettings.consumer(config));
        Map<TopicPartition, LedgerRow> ledger = new HashMap<>();
        TopicState changelog =
                Topics.describe(admin, List.of(topics.evidenceChangelog())).get(topics.evidenceChangelog());
        if (changelog != null) {
            ledger.putAll(reader.read(changelog.name(), changelog.partitions()));
        }
        TopicState bodies = states.get(topics.bodies());
        if (bodies != null) {
            ledger.putAll(reader.read(bodies.name(), bodies.partitions()));
        }
        return ledger;
    }

    private void requireSameTopic(LedgerRow row, Map<String, TopicState> states) {
        TopicState state = states.get(row.topic());
        if (state != null && !state.id().toString().equals(row.topicId())) {
            throw new RecreatedTopicException(
                    row.topic(), row.topicId(), state.id().toString(), topics.applicationId());
        }
    }

    private Map<TopicPartition, Long> beginnings(List<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        partitions.forEach(partition -> question.put(partition, OffsetSpec.earliest()));
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> found = answer(
                "find the beginnings of the event topics",
                admin.listOffsets(question).all());
        found.forEach((partition, info) -> beginnings.put(partition, info.offset()));
        return beginnings;
    }

    /**
     * The group may still know members that were killed, and takes no offsets while it does. This instance's own are
     * given up; others' end with their sessions. A coordinator that was loaded twice as its broker started was seen to
     * know members whose offsets it had lost, and not to end their sessions.
     */
    private void commit(Map<TopicPartition, OffsetAndMetadata> starts) {
        String what = "commit the first offsets of group " + topics.applicationId();
        long deadline = System.nanoTime() + Duration.ofSeconds(ANSWER_SECONDS).toNanos();
        while (true) {
            try {
                answer(
                        what,
                        admin.alterConsumerGroupOffsets(topics.applicationId(), starts)
                                .all());
                return;
            } catch (RefusedException notTaken) {
                if (!(notTaken.getCause() instanceof UnknownMemberIdException) || System.nanoTime() > deadline) {
                    throw notTaken;
                }
                new GroupPlaces(config, instanceName, admin).giveUpAll();
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("interrupted while starting");
        }
    }

    private static <T> T answer(String what, KafkaFuture<T> question) {
        try {
            return question.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw failed(what, cause instanceof ApiException ? cause : e);
        } catch (TimeoutException e) {
            throw failed(what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(what, e);
        }
    }

    private static RefusedException failed(String what, Throwable cause) {
        RefusedException refused = new RefusedException(
                "could not " + what + ": " + cause + "; check bootstrap.servers, that the user may do so, and that no"
                        + " other processor of this application.id is starting");
        refused.initCause(cause);
        return refused;
    }
}
