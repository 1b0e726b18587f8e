package dev.credence.processor;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.credence.processor.config.ProcessorConfig;
import dev.credence.processor.deadletter.DeadLetter;
import dev.credence.processor.deadletter.DeadLetterLog;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A trace goes from the record to its dead letter and into the log; what only looks like one goes no further. */
@WithKafka
class TracedDeadLetterIT {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String FORGED = "00-1\n2026-01-01 ERROR all is lost";

    private final KafkaCluster cluster;
    private final Logger logger = (Logger) LoggerFactory.getLogger(DeadLetterLog.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    Path dataDir;

    TracedDeadLetterIT(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
    }

    @Test
    void shouldCarryTheTraceFromTheRecordToTheDeadLetterAndTheLog() {
        TopicCatalogue topics = cluster.freshTopics(1);
        cluster.events(topics);
        cluster.produce(List.of(
                bad(topics.confidence(), TRACE), bad(topics.confidence(), FORGED), bad(topics.patterns(), TRACE)));
        ProcessorConfig config = Live.config(cluster, topics, dataDir);
        List<ConsumerRecord<byte[], byte[]>> letters;

        try (Processor processor = Live.start(config)) {
            letters = Live.awaitLetters(cluster, topics, 3);
            assertThat(processor.failure()).isNull();
        }

        assertThat(letters)
                .extracting(letter -> header(letter, "traceparent"))
                .containsExactlyInAnyOrder(TRACE, FORGED, TRACE);
        assertThat(lines(topics.confidence(), 0)).containsExactly("traceparent=" + TRACE);
        assertThat(lines(topics.patterns(), 0)).containsExactly("traceparent=" + TRACE);
        assertThat(lines(topics.confidence(), 1)).containsExactly("traceparent=-");
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .allSatisfy(line -> assertThat(line)
                        .contains(" reason=bad-wire-format ")
                        .doesNotContain("\n")
                        .doesNotContain("all is lost"));
    }

    @Test
    void shouldNameTenDeadLettersOfABatchAndCountTheRest() {
        TopicCatalogue topics = cluster.freshTopics(1);
        cluster.events(topics);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            records.add(bad(topics.confidence(), TRACE));
        }
        cluster.produce(records);

        try (Processor processor = Live.start(Live.config(cluster, topics, dataDir))) {
            assertThat(Live.awaitLetters(cluster, topics, 25)).hasSize(25);
            assertThat(processor.failure()).isNull();
        }

        long named = log.list.stream()
                .filter(event -> event.getFormattedMessage().startsWith("dead letter "))
                .count();
        long counted = log.list.stream()
                .filter(event -> event.getFormattedMessage().contains(" more dead letters in this batch"))
                .mapToLong(event -> (Long) event.getArgumentArray()[0])
                .sum();
        assertThat(named).isGreaterThanOrEqualTo(10);
        assertThat(named + counted).isEqualTo(25);
    }

    private static ProducerRecord<byte[], byte[]> bad(String topic, String traceparent) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, bytes("p1"), bytes("no Avro"));
        record.headers().add("traceparent", bytes(traceparent));
        return record;
    }

    /** The trace part of each line that tells of this record. */
    private List<String> lines(String topic, long offset) {
        return log.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.startsWith("dead letter " + topic + "-0@" + offset + " "))
                .map(line -> line.replaceAll(".*(traceparent=[^:]*):.*", "$1"))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        assertThat(letter.headers().lastHeader(DeadLetter.REASON)).isNotNull();
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
