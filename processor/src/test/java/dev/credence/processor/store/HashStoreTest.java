package dev.credence.processor.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HashStoreTest {
    private static final byte[] ONE = {1};
    private static final byte[] TWO = {2};

    private final HashStore store = new HashStore("rows");

    @Test
    void shouldHoldTheLastValueOfAKey() {
        store.put(key("a"), ONE);
        store.put(key("a"), TWO);

        assertThat(store.get(key("a"))).isSameAs(TWO);
        assertThat(store.get(key("b"))).isNull();
        assertThat(store.approximateNumEntries()).isEqualTo(1);
    }

    @Test
    void shouldForgetAKeyThatIsGivenNoValue() {
        store.putAll(List.of(KeyValue.pair(key("a"), ONE), KeyValue.pair(key("b"), TWO)));

        store.put(key("a"), null);

        assertThat(store.get(key("a"))).isNull();
        assertThat(store.delete(key("b"))).isSameAs(TWO);
        assertThat(store.approximateNumEntries()).isZero();
    }

    @Test
    void shouldNotReplaceWhatIsThere() {
        assertThat(store.putIfAbsent(key("a"), ONE)).isNull();
        assertThat(store.putIfAbsent(key("a"), TWO)).isSameAs(ONE);
        assertThat(store.get(key("a"))).isSameAs(ONE);
    }

    @Test
    void shouldTellARangeInOrderWithBothEnds() {
        for (String id : List.of("d", "b", "a", "c")) {
            store.put(key(id), ONE);
        }

        assertThat(range(key("b"), key("c"))).containsExactly("b", "c");
        assertThat(range(null, key("b"))).containsExactly("a", "b");
        assertThat(range(key("c"), null)).containsExactly("c", "d");
        assertThat(range(key("c"), key("b"))).isEmpty();
    }

    private List<String> range(@Nullable Bytes from, @Nullable Bytes to) {
        List<String> told = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> range = store.range(from, to)) {
            range.forEachRemaining(entry -> told.add(new String(entry.key.get(), UTF_8)));
        }
        return told;
    }

    @Test
    void shouldTellAllOnce() {
        store.put(key("a"), ONE);
        store.put(key("b"), TWO);
        List<String> told = new ArrayList<>();

        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                Bytes next = all.peekNextKey();
                KeyValue<Bytes, byte[]> entry = all.next();
                assertThat(entry.key).isEqualTo(next);
                told.add(new String(entry.key.get(), UTF_8) + entry.value[0]);
            }
            assertThatThrownBy(all::next).isInstanceOf(NoSuchElementException.class);
        }

        assertThat(told).containsExactlyInAnyOrder("a1", "b2");
    }

    @Test
    void shouldBeEmptyWhenItIsOpenedAgain() {
        store.put(key("a"), ONE);

        store.close();

        assertThat(store.get(key("a"))).isNull();
        assertThat(store.isOpen()).isFalse();
    }

    private static Bytes key(String id) {
        return Bytes.wrap(id.getBytes(UTF_8));
    }
}
