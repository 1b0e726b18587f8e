package dev.credence.processor.window;

import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What is known of one stream thread; confined to it. */
public final class StreamThreadState {
    private final CommitPacer pacer;
    private final Urgency urgency = new Urgency();
    private @Nullable Consumer<?, ?> input;
    private @Nullable Producer<byte[], byte[]> openProducer;

    StreamThreadState(CommitPacer pacer) {
        this.pacer = pacer;
    }

    /** How soon the thread may be asked for its next commit. */
    public CommitPacer pacer() {
        return pacer;
    }

    /** Whether the thread holds back what is ordinary. */
    Urgency urgency() {
        return urgency;
    }

    /** What the thread reads with; null before it first did, and where it reads from no broker. */
    public @Nullable Consumer<?, ?> input() {
        return input;
    }

    /**
     * Records of {@code partitions} that the thread's consumer knows to be in the log and has not handed over yet; 0 if it
     * knows of none. What Streams has taken from it and not processed is not among them.
     */
    public long waiting(Collection<TopicPartition> partitions) {
        Consumer<?, ?> consumer = input;
        if (consumer == null) {
            return 0;
        }
        long waiting = 0;
        for (TopicPartition partition : partitions) {
            waiting += consumer.currentLag(partition).orElse(0);
        }
        return waiting;
    }

    /**
     * The thread's producer while its transaction is open: what is sent with it is committed or aborted with the batch, and
     * a send that fails lets no commit succeed. Null between transactions, which Streams alone begins.
     */
    public @Nullable Producer<byte[], byte[]> openProducer() {
        return openProducer;
    }

    void began(Producer<byte[], byte[]> producer) {
        openProducer = producer;
    }

    void ended() {
        openProducer = null;
    }

    void reads(Consumer<?, ?> consumer) {
        input = consumer;
    }
}
