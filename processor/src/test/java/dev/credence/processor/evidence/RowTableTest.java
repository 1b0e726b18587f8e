package dev.credence.processor.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class RowTableTest {
    private static final int MANY = 5_000;

    private final RowTable table = new RowTable();

    @Test
    void shouldFindEveryRowWhenItHasGrown() {
        IntStream.range(0, MANY).forEach(i -> add("p" + i));

        assertThat(table.size()).isEqualTo(MANY);
        IntStream.range(0, MANY).forEach(i -> assertThat(found("p" + i)).isTrue());
        assertThat(found("p" + MANY)).isFalse();
    }

    @Test
    void shouldTellIdsApartWhoseHashesAgree() {
        // By the polynomial, "Aa" and "BB" are one number.
        add("pAa");
        assertThat(RowTable.hash(id("pAa"))).isEqualTo(RowTable.hash(id("pBB")));
        assertThat(found("pBB")).isFalse();

        add("pBB");
        assertThat(found("pAa")).isTrue();
        assertThat(found("pBB")).isTrue();
    }

    @Test
    void shouldFindWhatItKeepsAmongWhatItDrops() {
        IntStream.range(0, MANY).forEach(i -> add("p" + i));

        table.retain(row -> row.confidenceOffset % 3 == 0);

        assertThat(table.size()).isEqualTo(1 + (MANY - 1) / 3);
        IntStream.range(0, MANY).forEach(i -> assertThat(found("p" + i)).isEqualTo(i % 3 == 0));
    }

    private boolean found(String id) {
        Row row = table.find(id(id), RowTable.hash(id(id)));
        return row != null && row.isOf(id(id));
    }

    private void add(String id) {
        EvidenceRow empty = new EvidenceRow(new Evidence(HalfLives.DEFAULT.defaultMs()), table.size(), -1);
        table.add(new Row(Bytes.wrap(id(id)), empty, false), RowTable.hash(id(id)));
    }

    private static byte[] id(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
