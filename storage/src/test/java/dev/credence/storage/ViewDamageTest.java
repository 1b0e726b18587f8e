package dev.credence.storage;

import static dev.credence.storage.Batches.NOON;
import static dev.credence.storage.Batches.batch;
import static dev.credence.storage.Batches.outcomes;
import static dev.credence.storage.Batches.pattern;
import static dev.credence.storage.Batches.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.model.Prior;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewDamageTest extends ViewCase {
    private static final String FLIPPED = " = CAST(substr(value, 1, length(value) - 1) || x'7F' AS BLOB) ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE evidence SET value" + FLIPPED + "WHERE row = 1",
                "UPDATE evidence SET partition = 1 WHERE row = 1",
                "UPDATE bodies SET value" + FLIPPED + "WHERE row = 1",
                "UPDATE bodies SET text_blob = 2 WHERE row = 1",
                "UPDATE blobs SET value" + FLIPPED + "WHERE blob = 1",
                "UPDATE patterns SET prior_mean = 0.7 WHERE row = 1",
                "UPDATE patterns SET type = NULL WHERE row = 1",
                "DELETE FROM evidence WHERE row = 1",
                "DELETE FROM bodies WHERE row = 1",
                "DELETE FROM blobs WHERE blob = 1"
            })
    void shouldNameTheIdWhenARowIsNotWhatWasWritten(String damage) throws Exception {
        Path file = writeTwo();
        execute(file, damage);
        ViewReader reader = reader();

        assertThatThrownBy(() -> reader.get("hurt"))
                .isInstanceOfSatisfying(
                        DamagedRowException.class, e -> assertThat(e.id()).isEqualTo("hurt"))
                .hasMessageContaining("hurt");
        assertThat(reader.get("well")).isNotNull();
    }

    @Test
    void shouldNotScanADamagedRowInSilence() throws Exception {
        Path file = writeTwo();
        execute(file, "UPDATE evidence SET value" + FLIPPED + "WHERE row = 1");
        ViewReader reader = reader();

        assertThatThrownBy(() -> reader.scan(row -> {})).isInstanceOf(DamagedRowException.class);
    }

    @Test
    void shouldMissEvidenceOfOneOfSeveralPartitions() throws Exception {
        try (ViewWriter writer = View.openWriter(config, Batches.IDENTITY)) {
            writer.commit(batch().evidence("hurt", 0, outcomes(3, 1), 1)
                    .evidence("hurt", 1, outcomes(2, 0), 1)
                    .body("hurt", 0, stored(pattern("hurt", "text", new Prior(0.6, 4)), NOON, 0, 1))
                    .build());
            writer.publish();
        }
        ViewReader reader = reader();
        assertThat(reader.get("hurt")).isNotNull();

        execute(file(), "DELETE FROM evidence WHERE partition = 1");

        assertThatThrownBy(() -> reader.get("hurt"))
                .isInstanceOf(DamagedRowException.class)
                .hasMessageContaining("the sum of its evidence");
        assertThatThrownBy(() -> reader.scan(row -> {})).isInstanceOf(DamagedRowException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE ledger SET next_offset = next_offset + 1",
                "DELETE FROM ledger",
                "UPDATE meta SET patterns = 7",
                "DELETE FROM sums WHERE name = 'PROGRESS'",
                "DROP TABLE sums"
            })
    void shouldShowNoLedgerThatIsNotWhatWasWritten(String damage) throws Exception {
        try (ViewWriter writer = View.openWriter(config, Batches.IDENTITY)) {
            writer.commit(batch().ledger("outcomes", 0, 7).build());
            writer.publish();
        }
        ViewReader reader = reader();
        List<LedgerEntry> before = reader.ledger();
        assertThat(before).hasSize(1);

        execute(file(), damage);

        if (damage.contains("sums")) {
            assertThat(reader.ledger()).isEqualTo(before);
        } else {
            assertThatThrownBy(reader::ledger)
                    .isInstanceOf(DamagedViewException.class)
                    .hasMessageContaining("how far it has read the topics");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM meta",
                "UPDATE meta SET half_lives = ''",
                "UPDATE meta SET half_lives = '2592000000' || char(10) || '=5'",
                "UPDATE meta SET half_lives = '2592x'"
            })
    void shouldTakeNonsenseAboutTheFileForDamage(String damage) throws Exception {
        Path file = writeTwo();

        execute(file, damage);

        try (ViewReader reader = View.openReader(config)) {
            assertThatThrownBy(() -> reader.get("well"))
                    .isInstanceOf(DamagedViewException.class)
                    .hasMessageContaining("the table meta");
        }
        assertThat(View.scrub(config).damage()).isPresent();
        assertThatThrownBy(() -> View.openWriter(config, Batches.IDENTITY)).isInstanceOf(DamagedViewException.class);
    }

    private Path writeTwo() {
        String large = new Random(1)
                .ints(3000, 33, 127)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        try (ViewWriter writer = View.openWriter(config, Batches.IDENTITY)) {
            writer.commit(batch().evidence("hurt", 0, outcomes(300, 100), 1)
                    .body("hurt", 0, stored(pattern("hurt", large, new Prior(0.6, 4)), NOON, 0, 1))
                    .evidence("well", 0, outcomes(300, 100), 2)
                    .body("well", 0, stored(pattern("well", large + "!", new Prior(0.6, 4)), NOON, 0, 2))
                    .build());
            writer.publish();
        }
        return file();
    }
}
