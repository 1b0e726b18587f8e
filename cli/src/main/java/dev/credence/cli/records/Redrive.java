package dev.credence.cli.records;

import dev.credence.cli.records.DeadLetters.Letter;
import dev.credence.cli.runtime.Cluster;
import dev.credence.processor.deadletter.DeadLetter;
import dev.credence.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Publishes dead letters again, each origin once. The event and a note in the dead-letter topic that it was redriven are
 * one transaction, and one transactional id stands for all redrives of an installation: a second one that starts while
 * the first is at work ends it, and then reads what the first has committed. Confined to one thread.
 */
public final class Redrive {
    /** Names the origin: on the event that was published again, and on the note, which is no dead letter. */
    public static final String REDRIVEN = "credence.redriven";

    private static final int LETTERS_A_TRANSACTION = 200;

    /** Longer than a transaction of the processor lasts that was left by one that died. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Set<String> OURS = Set.of(
            DeadLetter.TOPIC, DeadLetter.PARTITION, DeadLetter.OFFSET, DeadLetter.MESSAGE, DeadLetter.REASON, REDRIVEN);
    private static final Set<String> CUT =
            Set.of(DeadLetter.VALUE_SHA256, DeadLetter.KEY_BYTES, DeadLetter.HEADERS_DROPPED);

    private final Cluster cluster;
    private final TopicCatalogue topics;
    private final boolean dryRun;
    private final Duration patience;
    private final List<Letter> batch = new ArrayList<>();
    private final Set<String> found = new HashSet<>();
    private long redriven;
    private long already;
    private long cut;

    /** @param dryRun publish nothing, and count as if it were published */
    public Redrive(Cluster cluster, TopicCatalogue topics, boolean dryRun) {
        this(cluster, topics, dryRun, PATIENCE);
    }

    /** @param patience with a transaction that stays open */
    Redrive(Cluster cluster, TopicCatalogue topics, boolean dryRun, Duration patience) {
        this.cluster = cluster;
        this.topics = topics;
        this.dryRun = dryRun;
        this.patience = patience;
    }

    /**
     * What came of it.
     *
     * @param already redriven before
     * @param cut kept in part only, and so not published
     * @param found the origins that were chosen
     */
    public record Totals(long redriven, long already, long cut, Set<String> found) {}

    /**
     * Redrives what is {@code chosen}, and says what became of each.
     *
     * @throws OpenTransactionException if it cannot be told what was redriven before
     */
    public Totals run(Predicate<Letter> chosen, Consumer<String> report) {
        try (Producer<byte[], byte[]> producer = dryRun ? null : cluster.transactionalProducer(transactionalId())) {
            if (producer != null) {
                // Before anything is read: an earlier redrive is ended here, and what it had not committed undone.
                producer.initTransactions();
            }
            Set<String> done = notes();
            try (var consumer = cluster.consumer()) {
                new DeadLetters(topics.deadLetter()).read(consumer, letter -> {
                    if (chosen.test(letter)) {
                        take(letter, done, producer, report);
                    }
                    return true;
                });
            }
            send(producer, report);
        }
        return new Totals(redriven, already, cut, found);
    }

    private void take(
            Letter letter, Set<String> done, @Nullable Producer<byte[], byte[]> producer, Consumer<String> report) {
        String origin = letter.refused().origin();
        found.add(origin);
        if (done.contains(origin)) {
            already++;
            report.accept(origin + "  redriven before");
        } else if (isCut(letter.record().headers())) {
            cut++;
            report.accept(origin + "  kept in part only, cannot be published");
        } else {
            batch.add(letter);
            if (batch.size() >= LETTERS_A_TRANSACTION) {
                send(producer, report);
            }
        }
    }

    /** What is told has been committed: before that, nothing has been published. */
    private void send(@Nullable Producer<byte[], byte[]> producer, Consumer<String> report) {
        if (producer != null && !batch.isEmpty()) {
            producer.beginTransaction();
            for (Letter letter : batch) {
                var unusedEvent = producer.send(event(letter));
                var unusedNote = producer.send(note(letter));
            }
            producer.commitTransaction();
        }
        for (Letter letter : batch) {
            redriven++;
            report.accept(letter.refused().origin() + "  " + (dryRun ? "would be redriven" : "redriven"));
        }
        batch.clear();
    }

    @SuppressWarnings("NullAway") // Kafka's records may have no key
    private static ProducerRecord<byte[], byte[]> event(Letter letter) {
        Headers headers = new RecordHeaders();
        for (Header header : letter.record().headers()) {
            if (!OURS.contains(header.key())) {
                headers.add(header);
            }
        }
        headers.add(mark(letter));
        return new ProducerRecord<>(
                letter.refused().topic(),
                letter.refused().partition(),
                null,
                letter.record().key(),
                letter.record().value(),
                headers);
    }

    @SuppressWarnings("NullAway") // a note has no value
    private ProducerRecord<byte[], byte[]> note(Letter letter) {
        return new ProducerRecord<>(
                topics.deadLetter(),
                letter.record().partition(),
                null,
                letter.record().key(),
                null,
                new RecordHeaders().add(mark(letter)));
    }

    private static Header mark(Letter letter) {
        return new RecordHeader(REDRIVEN, letter.refused().origin().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The origins that were redriven, also those whose note stands behind a transaction that the processor has open, as it
     * has for as long as a batch with dead letters lasts.
     */
    private Set<String> notes() {
        Set<String> origins = new HashSet<>();
        try (var consumer = cluster.consumer();
                var admin = cluster.admin()) {
            new TopicReader(consumer).readWritten(topics.deadLetter(), admin, patience, record -> {
                Header mark = record.headers().lastHeader(REDRIVEN);
                if (mark != null && isNote(record)) {
                    origins.add(new String(mark.value(), StandardCharsets.UTF_8));
                }
                return true;
            });
        }
        return origins;
    }

    /** An event that was redriven and refused again carries the mark, too, but also why it was refused. */
    private static boolean isNote(ConsumerRecord<byte[], byte[]> record) {
        return record.headers().lastHeader(DeadLetter.REASON) == null;
    }

    private static boolean isCut(Headers headers) {
        return CUT.stream().anyMatch(name -> headers.lastHeader(name) != null);
    }

    private String transactionalId() {
        return topics.applicationId() + "-redrive";
    }
}
