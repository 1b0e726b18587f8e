package dev.credence.storage;

import static dev.credence.storage.Batches.NOON;
import static dev.credence.storage.Batches.batch;
import static dev.credence.storage.Batches.outcomes;
import static dev.credence.storage.Batches.pattern;
import static dev.credence.storage.Batches.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.evidence.Confidence;
import dev.credence.core.model.Prior;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What those see who open the file with SQL. */
class ViewFileTest extends ViewCase {
    @Test
    void shouldSayWhatItIs() throws Exception {
        published();

        assertThat(query(file(), "PRAGMA application_id")).containsExactly(String.valueOf(0x43524544));
        assertThat(query(file(), "PRAGMA user_version")).containsExactly("1");
        assertThat(query(file(), "PRAGMA journal_mode")).containsExactly("wal");
        assertThat(query(file(), "PRAGMA auto_vacuum")).containsExactly("2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "idx_patterns_type_confidence | type = 'a' AND confidence >= 0.5 ORDER BY confidence DESC",
                "idx_patterns_usage | usage_count > 0 ORDER BY usage_count DESC, last_used DESC",
                "idx_patterns_composite | type = 'a' AND confidence >= 0.3 ORDER BY confidence DESC, usage_count DESC"
            })
    void shouldUseThePartialIndexes(String index, String condition) throws Exception {
        published();

        List<String> plan =
                query(file(), "EXPLAIN QUERY PLAN SELECT id FROM patterns WHERE " + condition + " LIMIT 10");

        assertThat(plan).hasSize(1).allMatch(step -> step.contains(" USING INDEX " + index));
    }

    @Test
    void shouldShowHotColumnsAsOfTheLastEvent() throws Exception {
        ViewWriter writer = published();
        Prior prior = new Prior(0.6, 4);
        writer.commit(batch().evidence("p1", 0, outcomes(7, 2), 1).build());
        writer.commit(batch().body("p1", 0, stored(pattern("p1", "text", prior), NOON + 9, 0, 1))
                .build());
        writer.commit(batch().evidence("p1", 0, outcomes(8, 2, NOON + 1), 2).build());

        Confidence confidence = Confidence.of(outcomes(8, 2, NOON + 1), prior, NOON + 1);
        assertThat(query(
                        file(),
                        "SELECT id, type, confidence, lower_bound, valued_at, usage_count, last_used, created_at,"
                                + " updated_at FROM patterns"))
                .containsExactly(String.format(
                        Locale.ROOT,
                        "p1|strategy|%s|%s|%d|10|%d|%d|%d",
                        Math.rint(confidence.mean() * 256) / 256,
                        Math.rint(confidence.lowerBound() * 256) / 256,
                        NOON + 1,
                        NOON + 1,
                        NOON + 9,
                        NOON + 9));
    }

    @Test
    void shouldShareLargePartsAndForgetThemWithTheirLastBody() throws Exception {
        ViewWriter writer = published();
        String large = "abcdefghij".repeat(5)
                + new java.util.Random(3)
                        .ints(4000, 33, 127)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        writer.commit(batch().body("a", 0, NOON, 1, large)
                .body("b", 1, NOON, 2, large)
                .body("c", 0, NOON, 3, "small")
                .build());
        assertThat(query(file(), "SELECT refs FROM blobs")).containsExactly("2");
        assertThat(Batches.content(reader().get("b"))).isEqualTo(large);

        writer.commit(batch().body("a", 0, NOON + 1, 4, "small").build());
        assertThat(query(file(), "SELECT refs FROM blobs")).containsExactly("1");

        writer.commit(batch().deleted("b", 1, NOON + 1, 5).build());
        assertThat(query(file(), "SELECT count(*) FROM blobs")).containsExactly("0");
        assertThat(query(file(), "SELECT sum(original_bytes), sum(stored_bytes) FROM bodies"))
                .isEqualTo(query(file(), "SELECT original_bytes, stored_bytes FROM meta"));
    }

    @Test
    void shouldLogWhichRowsEachCommitChanged() throws Exception {
        config = config.with(new ViewConfig.Writing(100, 3, 1 << 20, 1024, 0));
        ViewWriter writer = published();
        Batches many = batch();
        for (int i = 0; i < 300; i++) {
            many.evidence("p" + i, 0, outcomes(1, 0), i);
        }
        writer.commit(many.build());
        writer.commit(batch().evidence("p200", 0, outcomes(2, 0), 1)
                .evidence("p5", 0, outcomes(2, 0), 1)
                .build());
        writer.commit(batch().body("p5", 0, NOON, 1, "text").build());
        writer.commit(batch().body("p5", 0, NOON, 2, "text").build());
        writer.commit(batch().deleted("p5", 0, NOON, 3).build());

        assertThat(query(file(), "SELECT seq, ids_changed, hex(changed) FROM commit_log"))
                .containsExactly("3|1|0106", "4|0|0106", "5|1|0106");
        assertThat(new ByteReader(CommitLog.pack(new long[] {6, 201})).u8()).isEqualTo(2);
    }

    @Test
    void shouldLeaveNothingOfABatchThatCouldNotBeWritten() throws Exception {
        ViewWriter writer = published();
        writer.commit(batch().body("a", 0, NOON, 1, "text").position("t", 0, 1).build());
        WriteBatch bad = batch().body("a", 0, NOON + 1, 2, "other")
                .body("b", 0, NOON, 3, "text")
                .evidence("x".repeat(129), 0, outcomes(1, 0), 1)
                .position("t", 0, 2)
                .build();

        assertThatThrownBy(() -> writer.commit(bad)).isInstanceOf(ViewException.class);
        long seq = writer.commit(
                batch().body("c", 0, NOON, 4, "text").position("t", 0, 3).build());

        assertThat(seq).isEqualTo(2);
        assertThat(query(file(), "SELECT row, id, updated_at FROM patterns"))
                .containsExactly("1|a|" + NOON, "2|c|" + NOON);
        assertThat(reader().info().patterns()).isEqualTo(2);
        assertThat(writer.positions()).extracting(WriteBatch.Position::offset).containsExactly(3L);
    }

    @Test
    void shouldKeepTheLogShort() {
        config = config.with(new ViewConfig.Writing(1000, 10, 1 << 17, 1024, 0));
        ViewWriter writer = published();
        ViewReader reader = reader();
        for (int round = 1; round <= 150; round++) {
            Batches batch = batch();
            for (int i = 0; i < 200; i++) {
                batch.evidence("p" + i, 0, outcomes(round, 0), round);
            }
            writer.commit(batch.build());
            assertThat(reader.get("p7")).isNotNull();
            assertThat(ViewFiles.walBytes(file())).isLessThan(4 << 17);
        }
    }

    @Test
    void shouldGiveThePagesBackThatDeletedBodiesLeave() throws Exception {
        config = config.with(new ViewConfig.Writing(1000, 10, 1 << 17, 1024, 0));
        ViewWriter writer = published();
        Random random = new Random(3);
        for (int i = 0; i < 100; i++) {
            byte[] bytes = new byte[9_000];
            random.nextBytes(bytes);
            String content = Base64.getEncoder().encodeToString(bytes);
            writer.commit(batch().body("big" + i, 0, NOON, i, content).build());
        }
        for (int i = 0; i < 100; i++) {
            writer.commit(batch().deleted("big" + i, 0, NOON, 100 + i).build());
        }

        // Many logs' worth of other changes: after each a checkpoint gives back what lies free.
        for (int round = 1; round <= 60; round++) {
            writer.commit(round(round));
        }

        assertThat(query(file(), "PRAGMA freelist_count"))
                .allSatisfy(pages -> assertThat(Long.parseLong(pages)).isLessThan(50));
    }

    @Test
    void shouldShowAPatternOfEveryPriorThatIsAllowed() {
        ViewWriter writer = published();

        writer.commit(batch().body("p1", 0, stored(pattern("p1", "text", new Prior(1e-200, 1e-200)), NOON, 0, 1))
                .build());

        assertThat(row("p1").outcomes()).isZero();
    }

    @Test
    void shouldGoOnInACopyWhenAReaderDoesNotEnd() {
        config = config.with(new ViewConfig.Writing(1000, 10, 1 << 17, 1024, 0));
        ViewWriter writer = published();
        writer.commit(round(1));
        String generation = writer.generation();
        ViewReader reader = reader();

        long seen = reader.snapshot("long", snapshot -> {
            long before = snapshot.rows(List.of("p7")).get(0).outcomes();
            for (int round = 2; round <= 60; round++) {
                writer.commit(round(round));
                assertThat(writer.size().walBytes()).isLessThan(5 << 17);
            }
            assertThat(snapshot.rows(List.of("p7")).get(0).outcomes()).isEqualTo(before);
            return before;
        });

        assertThat(seen).isEqualTo(1);
        assertThat(writer.generation()).isNotEqualTo(generation);
        assertThat(row("p7").outcomes()).isEqualTo(60);
        assertThat(View.scrub(config).damage()).isEmpty();
        assertThat(View.scrub(config).generation()).isEqualTo(writer.generation());
        assertThat(config.directory()).isDirectoryNotContaining("glob:**view-" + generation + "*");
    }

    private static WriteBatch round(int round) {
        Batches batch = batch();
        for (int i = 0; i < 200; i++) {
            batch.evidence("p" + i, 0, outcomes(round, 0), round);
        }
        return batch.build();
    }

    @Test
    void shouldSayThatTheDiskIsFull() throws Exception {
        Path file = directory.resolve("small.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t(v BLOB)");
            statement.execute("PRAGMA max_page_count=3");
            assertThatThrownBy(() -> statement.execute("INSERT INTO t VALUES (zeroblob(100000))"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            full -> assertThat(Failures.of(full, "write a batch", file))
                                    .isInstanceOf(ViewFullException.class)
                                    .hasMessageContaining("make room"));
        }
    }

    @Test
    void shouldBeReadableWithTheCommandLineToolWhileItIsLive() throws Exception {
        Path tool = Path.of("/usr/bin/sqlite3");
        assumeThat(Files.isExecutable(tool)).isTrue();
        ViewWriter writer = published();
        writer.commit(batch().evidence("p1", 0, outcomes(3, 1), 1)
                .body("p1", 0, NOON, 1, "text")
                .build());

        Process process = new ProcessBuilder(
                        tool.toString(),
                        "-readonly",
                        config.directory().resolve("view.db").toString(),
                        "SELECT id, type, confidence >= 0.5, usage_count FROM patterns")
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(answer).isEqualTo("p1|strategy|1|4\n");
    }

    @Test
    void shouldReadBackTheLedger() {
        ViewWriter writer = published();
        WriteBatch batch = batch().ledger("credence.patterns", 1, 7)
                .ledger("credence.confidence", 0, 9)
                .build();
        writer.commit(batch);
        writer.commit(batch().ledger("credence.patterns", 1, 8).build());

        List<LedgerEntry> expected = new ArrayList<>();
        expected.add(new LedgerEntry(0, batch.ledger().get(1).row()));
        expected.add(new LedgerEntry(
                1,
                batch().ledger("credence.patterns", 1, 8)
                        .build()
                        .ledger()
                        .get(0)
                        .row()));
        assertThat(reader().ledger()).isEqualTo(expected);
    }
}
