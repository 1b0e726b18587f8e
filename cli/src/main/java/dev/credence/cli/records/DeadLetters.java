package dev.credence.cli.records;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The dead letters of an installation, each origin once however often it was written. Records of that topic which name
 * no origin are not ours and are passed over. Confined to one thread.
 */
public final class DeadLetters {
    private final String topic;
    private final Set<String> seen = new HashSet<>();
    private long repeated;

    public DeadLetters(String topic) {
        this.topic = topic;
    }

    /** A dead letter as it stands in the topic. */
    public record Letter(Refused refused, ConsumerRecord<byte[], byte[]> record) {
        /** Of key and value as kept. */
        public int bytes() {
            return Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        }
    }

    /** What is done with each dead letter. */
    @FunctionalInterface
    public interface Visitor {
        /** @return whether to go on */
        boolean visit(Letter letter);
    }

    /**
     * Shows {@code visitor} all dead letters that are there now.
     *
     * @throws NoSuchTopicException if their topic does not exist
     */
    public void read(Consumer<byte[], byte[]> consumer, Visitor visitor) {
        new TopicReader(consumer).read(ReadPlan.all(topic), record -> {
            Refused refused = Refused.of(record.headers());
            if (refused == null) {
                return true;
            }
            if (!seen.add(refused.origin())) {
                repeated++;
                return true;
            }
            return visitor.visit(new Letter(refused, record));
        });
    }

    /** How many records were passed over because their origin had been seen. */
    public long repeated() {
        return repeated;
    }
}
