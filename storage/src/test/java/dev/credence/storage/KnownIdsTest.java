package dev.credence.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownIdsTest {
    @Test
    void shouldKnowTheRowsOfAllIdsAndOfNoOthers() {
        KnownIds known = new KnownIds(100_000);
        for (int i = 1; i <= 100_000; i++) {
            known.add("pattern:" + i, i);
        }

        assertThat(known.areAll(100_000)).isTrue();
        assertThat(known.areAll(100_001)).isFalse();
        for (int i = 1; i <= 100_000; i++) {
            assertThat(known.rowLike("pattern:" + i)).isEqualTo(i);
            assertThat(known.rowLike("pattern-" + i)).isZero();
        }
    }

    @Test
    void shouldNotKnowAllWhenThereAreTooMany() {
        KnownIds known = new KnownIds(2);
        known.add("a", 1);
        known.add("b", 2);
        assertThat(known.areAll(2)).isTrue();

        known.add("c", 3);

        assertThat(known.areAll(3)).isFalse();
    }

    @Test
    void shouldNotKnowAllWhenTwoIdsHaveOneHash() {
        KnownIds known = new KnownIds(10, id -> 7);
        known.add("a", 1);
        assertThat(known.rowLike("b")).isEqualTo(1);

        known.add("b", 2);

        assertThat(known.areAll(2)).isFalse();
    }
}
