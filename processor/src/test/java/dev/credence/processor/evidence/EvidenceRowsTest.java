package dev.credence.processor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Result;
import dev.credence.processor.metrics.HomePartition;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceRowsTest {
    private static final long T0 = 1_700_000_000_000L;

    private final KeyValueStore<Bytes, byte[]> store =
            Stores.inMemoryKeyValueStore("test").get();

    @Test
    void shouldWriteARowOnceABatchAndOnlyIfItChanged() {
        EvidenceRows rows = rows(10);
        take(rows, "p1", 0);
        take(rows, "p1", 1);
        assertThat(store.get(key("p1"))).isNull();

        assertThat(rows.write()).isEqualTo(new EvidenceRows.Written(1, 0, 0, 0));
        EvidenceRow first = stored("p1");
        assertThat(first.evidence().successes()).isEqualTo(2);
        assertThat(first.confidenceOffset()).isEqualTo(1);

        store.delete(key("p1"));
        assertThat(rows.write()).isEqualTo(new EvidenceRows.Written(0, 0, 0, 0));
        assertThat(store.get(key("p1"))).isNull();
    }

    @Test
    void shouldNameTheTopicThatWasTheFirstToChangeARow() {
        EvidenceRows rows = rows(1_000);
        byte[] id = key("p1").get();
        rows.take(id, Result.SUCCESS, 1.0, T0, 8, true);
        rows.take(id, Result.FAILURE, 1.0, T0, 9, false);
        rows.take(key("p2").get(), Result.FAILURE, 1.0, T0, 10, false);

        assertThat(rows.write()).isEqualTo(new EvidenceRows.Written(1, 1, 0, 0));
        assertThat(stored("p1").priorityOffset()).isEqualTo(8);
        assertThat(stored("p1").confidenceOffset()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 50, 1_000, 100_000})
    void shouldGiveTheSameSumsWhateverItsCapacity(int capacity) {
        EvidenceRows rows = rows(capacity);
        Random random = new Random(17);
        Map<String, Evidence> expected = new HashMap<>();
        Map<String, Long> lastOffsets = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            String id = "p" + random.nextInt(60) * random.nextInt(60);
            take(rows, id, i);
            lastOffsets.put(id, (long) i);
            expected.computeIfAbsent(id, any -> new Evidence(HalfLives.DEFAULT.defaultMs()))
                    .fold(Result.SUCCESS, 1.0, T0 + i);
            if (random.nextInt(40) == 0) {
                rows.write();
            }
        }
        rows.write();

        expected.forEach((id, evidence) -> assertThat(stored(id).evidence()).isEqualTo(evidence));
        lastOffsets.forEach(
                (id, offset) -> assertThat(stored(id).confidenceOffset()).isEqualTo(offset));
    }

    @Test
    void shouldRefuseAStoredRowOfAnotherHalfLife() {
        store.put(key("p1"), new EvidenceRow(new Evidence(86_400_000), 0, -1).encode());

        EvidenceRows rows = rows(10);
        assertThatThrownBy(() -> {
                    take(rows, "p1", 1);
                    rows.write();
                })
                .isInstanceOf(HalfLifeChangedException.class)
                .hasMessageContaining("p1")
                .hasMessageContaining("86400000 ms");
        assertThatThrownBy(() -> rows(10).check(1)).isInstanceOf(HalfLifeChangedException.class);
    }

    private EvidenceRows rows(int capacity) {
        return new EvidenceRows(store, HalfLives.DEFAULT, capacity, new HomePartition(0, 1));
    }

    private static void take(EvidenceRows rows, String id, long offset) {
        rows.take(id.getBytes(StandardCharsets.UTF_8), Result.SUCCESS, 1.0, T0 + offset, offset, false);
    }

    private EvidenceRow stored(String id) {
        return EvidenceRow.decode(store.get(key(id)));
    }

    private static Bytes key(String id) {
        return Bytes.wrap(id.getBytes(StandardCharsets.UTF_8));
    }
}
