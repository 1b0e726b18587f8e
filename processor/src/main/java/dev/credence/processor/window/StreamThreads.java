package dev.credence.processor.window;

import dev.credence.core.fault.FaultPoint;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * What the clients of each stream thread tell of it: how long its commits take, whose end is seen nowhere else than in
 * the producer, and whether its input holds more, which only the consumer knows. Thread-safe.
 */
public final class StreamThreads implements KafkaClientSupplier {
    private final ThreadLocal<StreamThreadState> states;

    public StreamThreads(long windowMs) {
        this.states = ThreadLocal.withInitial(
                () -> new StreamThreadState(new CommitPacer(windowMs, System::currentTimeMillis)));
    }

    /** Called on a stream thread: what is known of it. */
    public StreamThreadState ofThisThread() {
        return states.get();
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new TimedProducer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new WatchedConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new RestoringConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getRestoreConsumer(config);
    }

    private final class TimedProducer extends KafkaProducer<byte[], byte[]> {
        TimedProducer(Map<String, Object> config) {
            super(config, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public void flush() {
            super.flush();
            FaultPoint.PRODUCER_FLUSHED.passed();
        }

        @Override
        public void sendOffsetsToTransaction(
                Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
            super.sendOffsetsToTransaction(offsets, group);
            FaultPoint.OFFSETS_SENT.passed();
        }

        @Override
        public void commitTransaction() {
            super.commitTransaction();
            FaultPoint.TRANSACTION_COMMITTED.passed();
            ofThisThread().pacer().ended();
        }
    }

    private static final class RestoringConsumer extends KafkaConsumer<byte[], byte[]> {
        RestoringConsumer(Map<String, Object> config) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
            if (!records.isEmpty()) {
                FaultPoint.STORE_RESTORE.passed();
            }
            return records;
        }
    }

    /** Made on the thread that starts the application; whose it is shows when it is first polled. */
    private final class WatchedConsumer extends KafkaConsumer<byte[], byte[]> {
        WatchedConsumer(Map<String, Object> config) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            ofThisThread().reads(this);
            return super.poll(timeout);
        }
    }
}
