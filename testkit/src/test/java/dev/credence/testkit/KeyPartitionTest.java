package dev.credence.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyPartitionTest {
    /** Reference values: zlib's crc32 and the murmur2 of Kafka's own test vectors. */
    @Test
    void shouldAgreeWithOtherClients() {
        assertThat(KeyPartition.CRC32.of("123456789", Integer.MAX_VALUE))
                .isEqualTo((int) (0xCBF43926L % Integer.MAX_VALUE));
        assertThat(KeyPartition.MURMUR2.of("21", Integer.MAX_VALUE))
                .isEqualTo((-973932308 & 0x7fffffff) % Integer.MAX_VALUE);
        assertThat(KeyPartition.MURMUR2.of("foobar", Integer.MAX_VALUE))
                .isEqualTo((-790332482 & 0x7fffffff) % Integer.MAX_VALUE);
    }
}
