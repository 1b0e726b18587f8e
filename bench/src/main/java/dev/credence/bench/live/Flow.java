package dev.credence.bench.live;

import dev.credence.bench.load.DrawnOutcomes;
import dev.credence.bench.load.LoadProducer;
import dev.credence.core.model.Outcome;
import dev.credence.schemas.wire.EventEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Outcomes that are due at a rate, whatever becomes of those before: one that is sent late was due all the same. Counts
 * what it published of each pattern. Confined to one thread.
 */
final class Flow implements AutoCloseable {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** A prime, so that samples do not fall in step with windows. */
    private static final int SAMPLE_EVERY = 5_003;

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final EventEncoder encoder;
    private final String[] ids;
    private final DrawnOutcomes drawn;
    private final long[] published;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Callback failing = (metadata, failed) -> {
        if (failed != null) {
            failure.compareAndSet(null, failed);
        }
    };
    private long all;

    Flow(String bootstrapServers, String topic, EventEncoder encoder, String[] ids) {
        this.producer = LoadProducer.open(bootstrapServers);
        this.topic = topic;
        this.encoder = encoder;
        this.ids = ids;
        this.drawn = new DrawnOutcomes(ids, 1.0, 47);
        this.published = new long[ids.length];
    }

    /** Is told of some outcomes when the broker has them. */
    interface Sampling {
        /**
         * @param published of that pattern up to this one
         * @param dueNanos when it was due
         */
        void acknowledged(String id, long published, long dueNanos, RecordMetadata at);
    }

    /** Publishes for so long and returns when all are acknowledged; tells by how much the last one was late, in seconds. */
    double publish(double perSecond, double seconds, Sampling sampling) {
        double interval = 1e9 / perSecond;
        long count = (long) (perSecond * seconds);
        long began = System.nanoTime();
        long sent = 0;
        while (sent < count) {
            long now = System.nanoTime();
            long due = Math.min(count, (long) ((now - began) / interval));
            for (; sent < due; sent++) {
                send(began + (long) (sent * interval), sampling);
            }
            LockSupport.parkNanos(now + TICK_NANOS - System.nanoTime());
        }
        double late = (System.nanoTime() - began) / 1e9 - seconds;
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException(
                    "the flow was not taken: " + failure.get().getMessage(), failure.get());
        }
        return late;
    }

    private void send(long dueNanos, Sampling sampling) {
        Outcome outcome = drawn.next(System.currentTimeMillis(), 0);
        String id = outcome.patternId();
        long ofPattern = ++published[drawn.rank()];
        boolean sampled = ++all % SAMPLE_EVERY == 0;
        Future<RecordMetadata> unused = producer.send(
                new ProducerRecord<>(topic, id.getBytes(StandardCharsets.US_ASCII), encoder.encode(outcome)),
                sampled
                        ? (metadata, failed) -> {
                            failing.onCompletion(metadata, failed);
                            if (failed == null) {
                                sampling.acknowledged(id, ofPattern, dueNanos, metadata);
                            }
                        }
                        : failing);
    }

    /** How many it published. */
    long all() {
        return all;
    }

    /** How many it published of the pattern of this rank. */
    long published(int rank) {
        return published[rank];
    }

    String[] ids() {
        return ids;
    }

    @Override
    public void close() {
        producer.close();
    }
}
