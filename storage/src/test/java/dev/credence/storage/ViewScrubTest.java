package dev.credence.storage;

import static dev.credence.storage.Batches.NOON;
import static dev.credence.storage.Batches.batch;
import static dev.credence.storage.Batches.outcomes;
import static dev.credence.storage.Batches.pattern;
import static dev.credence.storage.Batches.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.model.Prior;
import dev.credence.core.rules.Reason;
import java.io.RandomAccessFile;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewScrubTest extends ViewCase {
    private static final String FLIPPED = " = CAST(substr(value, 1, length(value) - 1) || x'7F' AS BLOB) ";

    private final Random random = new Random(4);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE evidence SET value" + FLIPPED + "WHERE row = 2",
                "UPDATE bodies SET value" + FLIPPED + "WHERE row = 2",
                "UPDATE bodies SET stored_bytes = stored_bytes + 1 WHERE row = 2",
                "UPDATE blobs SET value" + FLIPPED + "WHERE blob = 2",
                "UPDATE blobs SET refs = refs + 1 WHERE blob = 2",
                "UPDATE patterns SET confidence = confidence / 2 WHERE row = 2",
                "UPDATE patterns SET usage_count = usage_count + 1 WHERE row = 2",
                "UPDATE patterns SET id = 'other' WHERE row = 2",
                "DELETE FROM patterns WHERE row = 2",
                "DELETE FROM evidence WHERE row = 2",
                "DELETE FROM evidence WHERE row = 2; DELETE FROM bodies WHERE row = 2; DELETE FROM patterns WHERE row = 2",
                "DELETE FROM blobs WHERE blob = 2",
                "UPDATE commit_log SET changed = x'00'",
                "DELETE FROM commit_log",
                "UPDATE positions SET \"offset\" = 77",
                "UPDATE ledger SET next_offset = 77",
                "UPDATE refused SET records = x'7F'",
                "UPDATE refused SET records = CAST(x'0102' || substr(records, 3) AS BLOB)",
                "UPDATE refused SET partition = 1",
                "UPDATE meta SET patterns = 7",
                "UPDATE meta SET half_lives = '77000'",
                "DELETE FROM sums",
                "DROP TABLE dictionaries"
            })
    void shouldFindWhatIsNotAsWritten(String damage) throws Exception {
        write(3);
        assertThat(View.scrub(config).damage()).isEmpty();
        executeAll(file(), damage);

        assertThat(View.scrub(config).damage()).isPresent();
        assertThat(DamageNote.of(file()).read()).isPresent();
    }

    @Test
    void shouldFindThatACommitDoesNotCarryWhatWasWritten() throws Exception {
        ViewWriter writer = published();
        writer.commit(batch().evidence("a", 0, outcomes(1, 0), 1).build());
        writer.commit(batch().evidence("a", 0, outcomes(2, 0), 2).build());
        assertThat(View.scrub(config).damage()).isEmpty();

        execute(file(), "UPDATE carried SET value" + FLIPPED);

        assertThat(View.scrub(config).damage())
                .hasValueSatisfying(damage -> assertThat(damage).contains("what commit 2 carries"));
    }

    @Test
    void shouldKeepSumsThatFitWhateverIsWritten() throws Exception {
        ViewWriter writer = published();
        List<String> texts = List.of(text(3000), text(3001), text(3002));
        for (int round = 0; round < 40; round++) {
            Batches batch = batch();
            for (int i = 0; i < 12; i++) {
                String id = "p" + random.nextInt(30);
                int partition = random.nextInt(2);
                long offset = round * 100L + i;
                switch (random.nextInt(4)) {
                    case 0 -> batch.deleted(id, partition, NOON + offset, offset);
                    case 1 -> batch.body(id, partition, NOON + offset, offset, texts.get(random.nextInt(3)));
                    default -> batch.evidence(id, partition, outcomes(1 + round, i), offset);
                }
            }
            writer.commit(batch.ledger("credence.patterns", 0, round + 1L)
                    .position("credence.bodies", 0, round)
                    .build());
            writer.caughtUp(System.currentTimeMillis() + round * 3_600_000L);
            if (round % 13 == 5) {
                assertThatThrownBy(() -> writer.commit(
                                batch().evidence("p1", -1, outcomes(1, 1), 1).build()))
                        .isInstanceOf(ViewException.class);
            }
        }

        Scrubbed scrubbed = View.scrub(config);

        assertThat(scrubbed.damage()).isEmpty();
        assertThat(scrubbed.rows()).isGreaterThan(60);
        assertThat(scrubbed.generation()).isEqualTo(writer.generation());
    }

    @Test
    void shouldSumAViewOfAnEarlierVersionWhenItIsOpened() throws Exception {
        write(3);
        execute(file(), "DROP TABLE sums");

        View.openWriter(config, Batches.IDENTITY).close();

        assertThat(View.scrub(config).damage()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x'7F'", "CAST(x'0102' || substr(records, 3) AS BLOB)"})
    void shouldTellNobodyWhatItHasRefusedWhenThatIsDamaged(String records) throws Exception {
        write(1);
        ViewReader reader = reader();
        assertThat(reader.ledger())
                .singleElement()
                .satisfies(entry -> assertThat(entry.row().refusalOf(1)).isEqualTo(Reason.BAD_TIME));
        execute(file(), "UPDATE refused SET records = " + records);

        assertThatThrownBy(reader::ledger)
                .isInstanceOf(DamagedViewException.class)
                .hasMessageContaining("the refused records of credence.patterns-0");
        assertThat(DamageNote.of(file()).read()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALTER TABLE refused DROP COLUMN checksum", "DROP TABLE refused"})
    void shouldReadWhatAnEarlierVersionKnowsOfRefusedRecords(String earlier) throws Exception {
        write(1);
        execute(file(), earlier);
        int known = earlier.startsWith("DROP") ? 0 : 1;

        assertThat(reader().ledger())
                .singleElement()
                .satisfies(entry -> assertThat(entry.row().refused()).hasSize(known));
        assertThat(View.scrub(config).damage()).isEmpty();

        writer().commit(batch().refused("credence.patterns", 1, 3, 1).build());

        assertThat(reader().ledger())
                .extracting(entry -> entry.row().refused().size())
                .containsExactly(known, 1);
        assertThat(View.scrub(config).damage()).isEmpty();
        assertThat(query(file(), "SELECT count(checksum) FROM refused")).containsExactly("1");
    }

    @Test
    void shouldTellTheWriterWhatAReaderFound() throws Exception {
        write(3);
        execute(file(), "UPDATE evidence SET value" + FLIPPED + "WHERE row = 2");
        ViewWriter writer = View.openWriter(config, Batches.IDENTITY);
        assertThat(writer.damage()).isEmpty();

        assertThatThrownBy(() -> reader().get("p2")).isInstanceOf(DamagedRowException.class);

        assertThat(writer.damage()).hasValueSatisfying(what -> assertThat(what).contains("p2"));
        ViewWriter next = rebuiltAfter(writer);
        assertThat(next.damage()).isEmpty();
        assertThat(config.directory()).isDirectoryNotContaining("glob:**.damaged");
    }

    @Test
    void shouldNotBeginToWriteWhenThePositionsAreNotAsWritten() throws Exception {
        write(3);
        execute(file(), "UPDATE positions SET \"offset\" = 77");

        assertThatThrownBy(this::writer).isInstanceOf(DamagedViewException.class);
    }

    @Test
    void shouldNotMakeDamageRightByWritingOverIt() throws Exception {
        write(3);
        execute(file(), "UPDATE patterns SET type = 'other' WHERE row = 2");
        ViewWriter writer = writer();

        assertThatThrownBy(() -> writer.commit(
                        batch().evidence("p2", 1, outcomes(1, 1), 9).build()))
                .isInstanceOf(DamagedRowException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", "cut", "empty"})
    void shouldTakeAnOverwrittenHeadForDamage(String how) throws Exception {
        write(200);
        try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
            switch (how) {
                case "head" -> bytes.write(new byte[512]);
                case "cut" -> bytes.setLength(bytes.length() / 2);
                default -> bytes.setLength(0);
            }
        }

        assertThat(View.scrub(config).damage()).isPresent();
        assertThatThrownBy(() -> {
                    ViewReader reader = reader();
                    reader.scan(row -> {});
                })
                .isInstanceOf(DamagedViewException.class);
    }

    private void write(int patterns) {
        try (ViewWriter writer = View.openWriter(config, Batches.IDENTITY)) {
            Batches batch = batch().refused("credence.patterns", 0, 3, 1).position("credence.bodies", 0, 5);
            for (int i = 1; i <= patterns; i++) {
                String id = "p" + i;
                batch.evidence(id, 0, outcomes(20L * i, 7), i)
                        .body(id, 0, stored(pattern(id, text(3000), new Prior(0.6, 4)), NOON, 0, i));
            }
            writer.commit(batch.build());
            writer.publish();
        }
    }

    private ViewWriter rebuiltAfter(ViewWriter writer) {
        writer.close();
        ViewWriter next = closing(View.rebuild(config, Batches.IDENTITY));
        next.publish();
        return next;
    }

    private String text(int length) {
        return random.ints(length, 33, 127)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
