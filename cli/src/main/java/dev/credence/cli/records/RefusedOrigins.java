package dev.credence.cli.records;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Which records were refused when their turn came, as the dead letters say that there are. Whoever judges them anew may find
 * otherwise: the schema is back, or the fault was ours and is mended. An eighth of a byte an offset, in stretches that hold
 * any. Confined to one thread.
 */
public final class RefusedOrigins {
    private static final int STRETCH = 1 << 16;

    private final Map<TopicPartition, Map<Long, BitSet>> stretches = new HashMap<>();

    private RefusedOrigins() {}

    /**
     * Those of all dead letters that are there now.
     *
     * @throws NoSuchTopicException if their topic does not exist
     */
    public static RefusedOrigins read(Consumer<byte[], byte[]> consumer, String deadLetterTopic) {
        RefusedOrigins origins = new RefusedOrigins();
        new TopicReader(consumer).read(ReadPlan.all(deadLetterTopic), record -> {
            Refused refused = Refused.of(record.headers());
            if (refused != null && refused.offset() >= 0) {
                origins.add(new TopicPartition(refused.topic(), refused.partition()), refused.offset());
            }
            return true;
        });
        return origins;
    }

    public boolean contains(ConsumerRecord<byte[], byte[]> record) {
        BitSet stretch = stretches
                .getOrDefault(new TopicPartition(record.topic(), record.partition()), Map.of())
                .get(record.offset() / STRETCH);
        return stretch != null && stretch.get((int) (record.offset() % STRETCH));
    }

    private void add(TopicPartition partition, long offset) {
        stretches
                .computeIfAbsent(partition, none -> new HashMap<>())
                .computeIfAbsent(offset / STRETCH, none -> new BitSet())
                .set((int) (offset % STRETCH));
    }
}
