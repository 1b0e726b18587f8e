package dev.credence.processor.topology;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/** A value on its way to the partition that its source record came from. */
record RoutedValue(byte @Nullable [] bytes, int partition) {
    static final StreamPartitioner<byte[], RoutedValue> PARTITIONER =
            (topic, key, value, partitions) -> Optional.of(Set.of(value.within(partitions)));

    /** The named partition; modulo, should the target have fewer. */
    int within(int partitions) {
        return partition % partitions;
    }

    static Serializer<RoutedValue> serializer() {
        return new Bare();
    }

    private static final class Bare implements Serializer<RoutedValue> {
        @Override
        @SuppressWarnings("NullAway") // Kafka's serializers may return null for a value that is null
        public byte[] serialize(String topic, RoutedValue value) {
            return value.bytes();
        }
    }
}
