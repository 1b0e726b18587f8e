package dev.credence.storage;

import static dev.credence.storage.Batches.NOON;
import static dev.credence.storage.Batches.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.Origin;
import dev.credence.core.body.StoredBody;
import dev.credence.core.codec.Codec;
import dev.credence.core.codec.CodecConfig;
import dev.credence.core.codec.Dictionary;
import dev.credence.core.model.Pattern;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ViewCodecsTest extends ViewCase {
    private static final String[] WORDS = {"retry", "timeout", "the request", "after a pause", "cache", "index", "plan"
    };

    @Test
    void shouldDecodeRowsOverADictionaryThatCameBeforeThem() throws SQLException {
        Map<String, String> written = writeOverDictionary(published());

        assertThat(number("SELECT count(*) FROM dictionaries")).isGreaterThan(0);
        ViewReader reader = reader();
        List<PatternRow> rows = reader.getAll(written.keySet());

        assertThat(rows).hasSameSizeAs(written.keySet());
        assertThat(rows).filteredOn(row -> codec(row) == Codec.ZSTD_DICTIONARY).isNotEmpty();
        for (PatternRow row : rows) {
            assertThat(Batches.content(row)).isEqualTo(written.get(row.id()));
        }
    }

    @Test
    void shouldCountDictionariesAsStored() {
        ViewWriter writer = published();
        List<WriteBatch> batches = new ArrayList<>();
        writeOverDictionary(batches::add);
        long bodies = 0;
        for (WriteBatch batch : batches) {
            writer.commit(batch);
            bodies += batch.bodies().stream()
                    .mapToLong(change -> BodyParts.storedBytes(change.body()))
                    .sum();
        }
        // Twice: it is there already.
        writer.commit(batches.get(batches.size() - 1));

        long dictionaries = batches.stream()
                .flatMap(batch -> batch.dictionaries().stream())
                .mapToLong(dictionary -> dictionary.encode().length)
                .sum();
        assertThat(reader().info().bodyStoredBytes()).isEqualTo(bodies + dictionaries);
    }

    @Test
    void shouldRefuseARowWhoseDictionaryIsMissingOrDamaged() throws SQLException {
        Map<String, String> written = writeOverDictionary(published());
        String last = "p" + (written.size() - 1);

        sql("UPDATE dictionaries SET value = zeroblob(length(value))");
        assertThatThrownBy(() -> reader().get(last)).isInstanceOf(DamagedRowException.class);
        sql("DELETE FROM dictionaries");
        assertThatThrownBy(() -> reader().get(last))
                .isInstanceOf(DamagedRowException.class)
                .hasMessageContaining("!dict/strategy/");
    }

    @Test
    void shouldShareEqualPartsUnderUpdateAndDelete() throws SQLException {
        ViewWriter writer = published();
        String large = noise(1);
        for (int i = 0; i < 5; i++) {
            writer.commit(batch().body("p" + i, 0, NOON, i, large).build());
        }
        assertThat(number("SELECT refs FROM blobs")).isEqualTo(5);

        writer.commit(batch().body("p0", 0, NOON, 10, "small").build());
        writer.commit(batch().deleted("p1", 0, NOON, 11).build());
        assertThat(number("SELECT refs FROM blobs")).isEqualTo(3);
        for (int i = 2; i < 5; i++) {
            writer.commit(batch().deleted("p" + i, 0, NOON, 12 + i).build());
        }
        assertThat(number("SELECT count(*) FROM blobs")).isZero();

        // A remembered hash must not point to the blob that is gone.
        writer.commit(batch().body("p7", 0, NOON, 30, large).build());
        assertThat(number("SELECT count(*) FROM blobs")).isEqualTo(1);
        assertThat(Batches.content(row("p7"))).isEqualTo(large);
    }

    @Test
    void shouldForgetBlobsThatWereRolledBack() {
        ViewWriter writer = published();
        String large = noise(2);
        WriteBatch poisoned = batch().body("p1", 0, NOON, 1, large)
                .body("id that the table refuses".repeat(9), 0, NOON, 2, "x")
                .build();
        assertThatThrownBy(() -> writer.commit(poisoned)).isInstanceOf(ViewException.class);

        writer.commit(batch().body("p1", 0, NOON, 1, large).build());
        assertThat(Batches.content(row("p1"))).isEqualTo(large);
    }

    @Test
    void shouldKeepPartsInTheirRowsWhenNothingIsShared() throws SQLException {
        config = config.withDedup(Long.MAX_VALUE);
        ViewWriter writer = published();
        writer.commit(batch().body("p0", 0, NOON, 1, noise(3))
                .body("p1", 0, NOON, 2, noise(3))
                .build());

        assertThat(number("SELECT count(*) FROM blobs")).isZero();
        assertThat(Batches.content(row("p1"))).isEqualTo(noise(3));
    }

    @Test
    void shouldForgetTheLeastRecentlyUsedHashFirst() {
        RecentBlobs recent = new RecentBlobs(2);
        recent.keep(new byte[] {1}, 1);
        recent.keep(new byte[] {2}, 2);
        assertThat(recent.find(new byte[] {1})).isEqualTo(1);
        recent.keep(new byte[] {3}, 3);

        assertThat(recent.find(new byte[] {2})).isZero();
        assertThat(recent.find(new byte[] {1})).isEqualTo(1);
        recent.drop(2);
        recent.drop(1);
        assertThat(recent.find(new byte[] {1})).isZero();
        assertThat(recent.size()).isEqualTo(1);
    }

    private static Map<String, String> writeOverDictionary(ViewWriter writer) {
        return writeOverDictionary((WriteBatch batch) -> writer.commit(batch));
    }

    private static Map<String, String> writeOverDictionary(Consumer<WriteBatch> commit) {
        BodyCodec codec = new BodyCodec(CodecConfig.DEFAULT, type -> null);
        Map<String, String> written = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            String id = "p" + i;
            String content = words(i);
            written.put(id, content);
            StoredBody body = codec.encode(Pattern.ofText(id, "strategy", content), new Origin(NOON + i, 0, i), NOON);
            WriteBatch batch = batch().body(id, 0, body).build();
            List<Dictionary> trained = codec.takeTrained();
            batch.dictionaries().addAll(trained);
            commit.accept(batch);
        }
        return written;
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(query(file(), sql).get(0));
    }

    private void sql(String sql) throws SQLException {
        execute(file(), sql);
    }

    private static @Nullable Codec codec(PatternRow row) {
        return row.body() == null ? null : row.body().text().codec();
    }

    private static String words(int seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(i % 9 == 0 ? ". " : " ");
        }
        return text.toString();
    }

    /** Text that stays large. */
    private static String noise(int seed) {
        StringBuilder text = new StringBuilder();
        new Random(seed).ints(4_000, 33, 127).forEach(text::appendCodePoint);
        return text.toString();
    }
}
