package dev.credence.processor.topology;

import dev.credence.core.rules.Refusal;
import dev.credence.processor.deadletter.DeadLetter;
import dev.credence.processor.deadletter.DeadLetterLog;
import dev.credence.processor.deadletter.SourceRecord;
import dev.credence.processor.window.StreamThreadState;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends refused records in the transaction of the batch. The first goes through the sink, by which Streams begins the
 * transaction if nothing else has; while one is open, the others go straight to the thread's producer, past the sink's
 * callbacks and sensors. Confined to the stream thread.
 */
final class DeadLetterForwarder {
    private final ProcessorContext<byte[], RoutedValue> context;
    private final String sink;
    private final TopologySetup setup;
    private final StreamThreadState thread;
    private final DeadLetterLog log = new DeadLetterLog();

    /** Of the topic, as this batch knows them; 0 before the first letter. */
    private int partitions;

    DeadLetterForwarder(ProcessorContext<byte[], RoutedValue> context, String sink, TopologySetup setup) {
        this.context = context;
        this.sink = sink;
        this.setup = setup;
        this.thread = setup.threads().ofThisThread();
    }

    void send(
            Record<byte[], byte[]> record,
            org.apache.kafka.streams.processor.api.RecordMetadata at,
            long appendMs,
            Refusal refusal) {
        SourceRecord source = new SourceRecord(
                at.topic(), at.partition(), at.offset(), record.key(), record.value(), record.headers());
        DeadLetter letter = DeadLetter.of(source, refusal);
        Producer<byte[], byte[]> producer = thread.openProducer();
        RoutedValue value = new RoutedValue(letter.value(), at.partition());
        if (producer == null || !isTaken(producer, letter, value, appendMs)) {
            context.forward(keyed(letter, value, appendMs), sink);
        }
        setup.metrics().deadLetter(refusal.reason());
        log.refused(source, refusal);
    }

    /** The batch ends. */
    void flush() {
        log.flush();
        partitions = 0;
    }

    /**
     * What the broker refuses fails the commit, not the send. False if the producer takes nothing any more, since its
     * transaction has failed already: it says so to the sink once more, and Streams knows what to do then.
     */
    private boolean isTaken(Producer<byte[], byte[]> producer, DeadLetter letter, RoutedValue value, long appendMs) {
        String topic = setup.config().topics().deadLetter();
        try {
            if (partitions == 0) {
                partitions = producer.partitionsFor(topic).size();
            }
            // Not waited for: what fails later fails the commit.
            Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(
                    topic, value.within(partitions), appendMs, letter.key(), value.bytes(), letter.headers()));
            return true;
        } catch (KafkaException broken) {
            return false;
        }
    }

    @SuppressWarnings("NullAway") // Kafka's records may have no key
    private static Record<byte[], RoutedValue> keyed(DeadLetter letter, RoutedValue value, long appendMs) {
        return new Record<>(letter.key(), value, appendMs, letter.headers());
    }
}
