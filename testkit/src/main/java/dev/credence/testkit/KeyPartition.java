package dev.credence.testkit;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.apache.kafka.common.utils.Utils;

/** How families of clients choose the partition of a key; they disagree, and all are right. */
public enum KeyPartition {
    /** Java, kafkajs. */
    MURMUR2 {
        @Override
        public int of(byte[] key, int partitions) {
            return Utils.toPositive(Utils.murmur2(key)) % partitions;
        }
    },
    /** librdkafka's {@code consistent_random}: Python, Go, .NET, kcat. */
    CRC32 {
        @Override
        public int of(byte[] key, int partitions) {
            CRC32 crc = new CRC32();
            crc.update(key);
            return (int) (crc.getValue() % partitions);
        }
    };

    /** The partition, from 0. */
    public abstract int of(byte[] key, int partitions);

    public int of(String key, int partitions) {
        return of(key.getBytes(StandardCharsets.UTF_8), partitions);
    }
}
