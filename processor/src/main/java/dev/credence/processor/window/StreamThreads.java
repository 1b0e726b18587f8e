package dev.credence.processor.window;

import dev.credence.core.fault.FaultPoint;
import dev.credence.processor.clock.ClockSetBackException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of each stream thread tell of it: how long its commits take, whose end is seen nowhere else than in
 * the producer, as is whether a transaction is open; and whether its input holds more, which only the consumer knows.
 * Thread-safe.
 */
public final class StreamThreads implements KafkaClientSupplier {
    private final ThreadLocal<StreamThreadState> states;
    private final String urgentTopic;

    /** Those that are open. */
    private final Set<WatchedConsumer> inputs = ConcurrentHashMap.newKeySet();

    /** Of the producers, by the name of the thread each was made for. */
    private final Map<String, String> transactionalIds = new ConcurrentHashMap<>();

    /**
     * @param windowMs the longest time between two commits
     * @param urgentTopic which is never held back
     */
    public StreamThreads(long windowMs, String urgentTopic) {
        this.urgentTopic = urgentTopic;
        this.states = ThreadLocal.withInitial(
                () -> new StreamThreadState(new CommitPacer(windowMs, System::currentTimeMillis)));
    }

    /** Called on a stream thread: what is known of it. */
    public StreamThreadState ofThisThread() {
        return states.get();
    }

    /**
     * The wall clock was set back, by which Streams and its clients wait: each thread ends, and its successor has clients of
     * its own.
     */
    public void clockWasSetBack() {
        inputs.forEach(WatchedConsumer::clockWasSetBack);
    }

    /** That of the producer of the thread of this name; null if it had none. */
    public @Nullable String transactionalId(String threadName) {
        return transactionalIds.get(threadName);
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        Object clientId = config.get(ProducerConfig.CLIENT_ID_CONFIG);
        Object transactionalId = config.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        if (clientId instanceof String client && transactionalId instanceof String id) {
            transactionalIds.put(client.substring(0, client.lastIndexOf('-')), id);
        }
        return new WatchedProducer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        WatchedConsumer input = new WatchedConsumer(config);
        inputs.add(input);
        return input;
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new RestoringConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getRestoreConsumer(config);
    }

    private final class WatchedProducer extends KafkaProducer<byte[], byte[]> {
        WatchedProducer(Map<String, Object> config) {
            super(config, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public void beginTransaction() {
            super.beginTransaction();
            ofThisThread().began(this);
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
            ofThisThread().ended();
            super.commitTransaction();
            FaultPoint.TRANSACTION_COMMITTED.passed();
            ofThisThread().pacer().ended();
            ofThisThread().urgency().committed(System.currentTimeMillis());
        }

        @Override
        public void abortTransaction() {
            ofThisThread().ended();
            super.abortTransaction();
        }

        @Override
        public void close() {
            ofThisThread().ended();
            super.close();
        }

        @Override
        public void close(Duration timeout) {
            ofThisThread().ended();
            super.close(timeout);
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
        /** What Streams has enough of; what this class holds back apart. */
        private final Set<TopicPartition> paused = new HashSet<>();

        private boolean holdsBack;
        private volatile boolean clockWasSetBack;

        WatchedConsumer(Map<String, Object> config) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            StreamThreadState thread = ofThisThread();
            thread.reads(this);
            holdBack(thread.urgency().holdsBack(System.currentTimeMillis()));
            try {
                return super.poll(timeout);
            } catch (WakeupException woken) {
                throw clockWasSetBack ? new ClockSetBackException(woken) : woken;
            }
        }

        /** From another thread. Whatever this consumer waits for, it would wait for too long. */
        private void clockWasSetBack() {
            clockWasSetBack = true;
            wakeup();
        }

        @Override
        public void close() {
            inputs.remove(this);
            super.close();
        }

        @Override
        public void close(CloseOptions options) {
            inputs.remove(this);
            super.close(options);
        }

        @Override
        public void pause(Collection<TopicPartition> partitions) {
            paused.addAll(partitions);
            super.pause(partitions);
        }

        @Override
        public void resume(Collection<TopicPartition> partitions) {
            paused.removeAll(partitions);
            super.resume(holdsBack ? partitions.stream().filter(this::isUrgent).toList() : partitions);
        }

        private void holdBack(boolean now) {
            if (now) {
                // Again each time: what was assigned meanwhile reads.
                super.pause(assignment().stream()
                        .filter(partition -> !isUrgent(partition))
                        .toList());
            } else if (holdsBack) {
                paused.retainAll(assignment());
                super.resume(assignment().stream()
                        .filter(partition -> !paused.contains(partition))
                        .toList());
            }
            holdsBack = now;
        }

        private boolean isUrgent(TopicPartition partition) {
            return partition.topic().equals(urgentTopic);
        }
    }
}
