package dev.credence.processor.window;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * One {@link CommitPacer} for each stream thread, and the clients that tell it how long its commits take: a commit's end
 * is seen nowhere else than in the producer. Thread-safe.
 */
public final class CommitPacers implements KafkaClientSupplier {
    private final ThreadLocal<CommitPacer> pacers;

    public CommitPacers(long windowMs) {
        this.pacers = ThreadLocal.withInitial(() -> new CommitPacer(windowMs, System::currentTimeMillis));
    }

    /** Called on a stream thread: its pacer. */
    public CommitPacer ofThisThread() {
        return pacers.get();
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
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    private final class TimedProducer extends KafkaProducer<byte[], byte[]> {
        TimedProducer(Map<String, Object> config) {
            super(config, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public void commitTransaction() {
            super.commitTransaction();
            ofThisThread().ended();
        }
    }
}
