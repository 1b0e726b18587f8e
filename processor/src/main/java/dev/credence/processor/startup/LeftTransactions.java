package dev.credence.processor.startup;

import dev.credence.processor.config.ProcessorConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what a killed instance of this data directory left open in the group's offsets, before Streams asks for them.
 *
 * <p>Streams ends its own open transactions when it starts; but where the broker was killed, too, and came back in the
 * middle of ending one, it was seen to forget that the offsets in it are settled: it then answers that they are unstable,
 * for ever, and the new instance waits as long. A transaction of the same producer that holds an offset of the group and
 * is aborted settles all of that producer's. What such a broker forgot in the topics is aborted likewise.
 */
final class LeftTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(LeftTransactions.class);
    /** Longer than an answer takes; offsets that are stable are told at once. */
    private static final Duration STABLE_WITHIN = Duration.ofMillis(300);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<TransactionState> ENDED =
            EnumSet.of(TransactionState.EMPTY, TransactionState.COMPLETE_COMMIT, TransactionState.COMPLETE_ABORT);
    /** Streams' own note of the process, which is part of its producers' names. */
    private static final String PROCESS_FILE = "kafka-streams-process-metadata";

    private static final Pattern PROCESS_ID = Pattern.compile("\"processId\"\\s*:\\s*\"([0-9a-fA-F-]{36})\"");

    private final ProcessorConfig config;
    private final String group;
    private final Admin admin;
    private final HangingTransactions hanging;

    LeftTransactions(ProcessorConfig config, Admin admin) {
        this.config = config;
        this.group = config.topics().applicationId();
        this.admin = admin;
        this.hanging = new HangingTransactions(config.topics(), admin);
    }

    /**
     * Returns at once where nothing was left.
     *
     * @param committed the partitions of which the group has an offset, stable or not
     */
    void end(Set<TopicPartition> committed) {
        String process = process();
        if (process.isEmpty()) {
            return;
        }
        String prefix = group + "-" + process + "-";
        Collection<TransactionListing> known = known(prefix);
        if (areStable(committed)) {
            // What the coordinator knows to be open is ended by Streams itself when it starts.
            boolean unused = hanging.abort(known.stream()
                    .filter(transaction -> ENDED.contains(transaction.state()))
                    .map(TransactionListing::producerId)
                    .collect(Collectors.toSet()));
            return;
        }
        Set<String> ids = new TreeSet<>();
        for (int thread = 1; thread <= config.threads(); thread++) {
            ids.add(prefix + thread);
        }
        // A thread that was replaced after its death is not told by its number.
        known.forEach(transaction -> ids.add(transaction.transactionalId()));
        ids.forEach(this::end);
    }

    private Collection<TransactionListing> known(String prefix) {
        try {
            return HangingTransactions.answer(admin.listTransactions().all()).stream()
                    .filter(transaction -> transaction.transactionalId().startsWith(prefix))
                    .toList();
        } catch (TimeoutException | ExecutionException untold) {
            LOG.warn("Could not list the transactions of {}*", prefix, untold);
            return List.of();
        }
    }

    /** Of nobody: it is the producer's name that counts. */
    private ConsumerGroupMetadata membership() {
        Map<String, Object> settings = StreamsSettings.consumer(config);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.groupMetadata();
        }
    }

    /**
     * Ends what a producer of this name left open, which must be no living one: that would be fenced.
     *
     * @return false if it could not be ended
     */
    boolean end(String transactionalId) {
        Map<String, Object> settings = StreamsSettings.producer(config);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.sendOffsetsToTransaction(
                    Map.of(new TopicPartition(config.topics().confidence(), 0), new OffsetAndMetadata(0)),
                    membership());
            producer.abortTransaction();
            LOG.info("Ended what {} had left open in the offsets of group {}.", transactionalId, group);
            return hanging.abort(Set.of(producerId(transactionalId)));
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            // Streams waits for the offsets as it would have without this.
            LOG.warn("Could not end what {} had left open in the offsets of group {}", transactionalId, group, e);
            return false;
        }
    }

    private long producerId(String transactionalId) throws ExecutionException, TimeoutException {
        return HangingTransactions.answer(
                        admin.describeTransactions(List.of(transactionalId)).description(transactionalId))
                .producerId();
    }

    private boolean areStable(Set<TopicPartition> committed) {
        ListConsumerGroupOffsetsOptions stable = new ListConsumerGroupOffsetsOptions().requireStable(true);
        try {
            // An unstable offset is either waited for by the client, or left out.
            return admin.listConsumerGroupOffsets(group, stable)
                    .partitionsToOffsetAndMetadata()
                    .thenApply(offsets -> committed.stream().allMatch(partition -> offsets.get(partition) != null))
                    .get(STABLE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException unstable) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The id of the process that had this directory last; empty if there was none. */
    private String process() {
        Path file = config.dataDir().resolve("streams").resolve(group).resolve(PROCESS_FILE);
        try {
            if (!Files.exists(file)) {
                return "";
            }
            Matcher matcher = PROCESS_ID.matcher(Files.readString(file));
            return matcher.find() ? matcher.group(1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
