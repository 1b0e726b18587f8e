package dev.credence.storage;

import static dev.credence.storage.Batches.NOON;
import static dev.credence.storage.Batches.batch;
import static dev.credence.storage.Batches.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.credence.core.evidence.HalfLives;
import dev.credence.core.evidence.HalfLives.ForPrefix;
import dev.credence.storage.WriteBatch.Position;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewOpeningTest extends ViewCase {
    private static final String UNIQUE_INDEXES = "SELECT name FROM pragma_index_list('patterns') WHERE \"unique\" = 1";

    @Test
    void shouldNotBeReadyUntilItIsPublished() {
        ViewWriter writer = writer();
        writer.commit(batch().body("p1", 0, NOON, 1, "text").build());
        ViewReader reader = reader();

        assertThat(writer.building()).isTrue();
        assertThatThrownBy(() -> reader.get("p1")).isInstanceOf(ViewNotReadyException.class);

        writer.publish();

        assertThat(writer.building()).isFalse();
        assertThat(content(reader.get("p1"))).isEqualTo("text");
    }

    @Test
    void shouldGoOnWhereItStoppedWhenOpenedAgain() {
        String generation;
        try (ViewWriter writer = View.openWriter(config, Batches.IDENTITY)) {
            writer.publish();
            writer.commit(batch().position("credence.bodies", 1, 42).build());
            writer.caughtUp(NOON);
            generation = writer.generation();
        }

        ViewWriter again = writer();

        assertThat(again.building()).isFalse();
        assertThat(again.generation()).isEqualTo(generation);
        assertThat(again.positions()).containsExactly(new Position("credence.bodies", 1, "topic-id", 42, 3));
        assertThat(again.lastCaughtUpMs()).isEqualTo(NOON);
        assertThat(again.commit(batch().build())).isEqualTo(2);
    }

    @Test
    void shouldPublishAtTheSecondTryWhenTheLinkCouldNotBeMade() throws Exception {
        ViewWriter writer = writer();
        writer.commit(batch().body("p1", 0, NOON, 1, "text").build());
        Path inTheWay = Files.createDirectories(config.directory().resolve("view.db.next/occupied"));

        assertThatThrownBy(writer::publish)
                .isInstanceOfSatisfying(
                        ViewDiskException.class, e -> assertThat(e.reason()).doesNotContain("/"))
                .hasMessageContaining("view.db");
        assertThat(writer.building()).isTrue();

        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
        writer.publish();

        assertThat(writer.building()).isFalse();
        assertThat(content(row("p1"))).isEqualTo("text");
    }

    @Test
    void shouldBePublishedWhenAnEarlierGenerationCannotBeDeleted() throws Exception {
        ViewWriter writer = writer();
        writer.commit(batch().body("p1", 0, NOON, 1, "text").build());
        Files.createDirectories(config.directory().resolve("view-earlier.db/occupied"));

        writer.publish();

        assertThat(writer.building()).isFalse();
        assertThat(content(row("p1"))).isEqualTo("text");
        writer.commit(batch().body("p1", 0, NOON, 2, "other").build());
        assertThat(content(row("p1"))).isEqualTo("other");
    }

    @Test
    void shouldNoteThatItIsCaughtUpWhenTheClockWasSetBack() {
        long hour = Duration.ofHours(1).toMillis();
        ViewWriter writer = published();
        ViewReader reader = reader();

        writer.caughtUp(NOON);
        assertThat(reader.info().behindMs(NOON + hour)).isEqualTo(hour);
        assertThat(reader.info().behindMs(NOON + 1)).isZero();
        assertThat(reader.info().behindMs(NOON - hour)).isNull();

        writer.caughtUp(NOON - hour);
        assertThat(writer.lastCaughtUpMs()).isEqualTo(NOON - hour);
        assertThat(reader.info().behindMs(NOON - hour)).isZero();
    }

    @Test
    void shouldGoOnWithAFileThatLacksWhatCameLater() throws Exception {
        try (ViewWriter writer = View.openWriter(config, Batches.IDENTITY)) {
            writer.publish();
            writer.commit(batch().ledger("credence.confidence", 0, 7).build());
        }
        Path file = config.directory().resolve("view.db").toRealPath();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE refused");
        }

        ViewWriter writer = writer();

        assertThat(writer.building()).isFalse();
        assertThat(reader().ledger())
                .singleElement()
                .satisfies(entry -> assertThat(entry.row().nextOffset()).isEqualTo(7));
    }

    @Test
    void shouldGoOnWithATableThatItselfSaysThatIdsAreUnique() throws Exception {
        try (ViewWriter writer = View.openWriter(config, Batches.IDENTITY)) {
            writer.publish();
        }
        Path file = config.directory().resolve("view.db").toRealPath();
        String table = query(file, "SELECT sql FROM sqlite_schema WHERE name = 'patterns'")
                .get(0)
                .replace("id TEXT NOT NULL", "id TEXT NOT NULL UNIQUE");
        execute(file, "DROP TABLE patterns");
        execute(file, table);
        config = config.with(new ViewConfig.Writing(100, 512, 1 << 20, 1024, 0));

        ViewWriter writer = writer();
        writer.commit(evidence(300, 1));
        writer.commit(evidence(300, 2));

        assertThat(query(file, UNIQUE_INDEXES)).containsExactly("sqlite_autoindex_patterns_1");
        assertThat(row("p7").outcomes()).isEqualTo(2);
        assertThat(View.scrub(config).damage()).isEmpty();
    }

    @Test
    void shouldFindInAFirstBuildWhatItHasForgottenAndLetNoIdComeTwice() throws Exception {
        config = config.with(new ViewConfig.Writing(100, 512, 1 << 20, 1024, 0));
        ViewWriter writer = writer();
        writer.commit(evidence(300, 1));
        writer.commit(evidence(400, 2));
        writer.publish();

        assertThat(query(file(), UNIQUE_INDEXES)).containsExactly("unique_patterns_id");
        assertThat(query(file(), "SELECT count(*), max(row) FROM patterns")).containsExactly("400|400");
        assertThat(row("p7").outcomes()).isEqualTo(2);
        assertThat(View.scrub(config).damage()).isEmpty();
        Path file = file();
        assertThatThrownBy(() -> execute(file, "UPDATE patterns SET id = 'p1' WHERE id = 'p2'"))
                .hasMessageContaining("UNIQUE");
    }

    @Test
    void shouldLetNoIdComeTwiceIfItWasPublishedWithoutRows() throws Exception {
        published();

        assertThat(query(file(), UNIQUE_INDEXES)).containsExactly("unique_patterns_id");
    }

    @Test
    void shouldGoOnWithAFirstBuildAfterACommitThatMadeItsIdsFindableAndFailed() throws Exception {
        config = config.with(new ViewConfig.Writing(100, 512, 1 << 20, 1024, 0));
        ViewWriter writer = writer();
        writer.commit(evidence(300, 1));
        WriteBatch bad = evidence(400, 2);
        bad.evidence().set(399, new WriteBatch.EvidenceChange("p399", 0, new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> writer.commit(bad)).isInstanceOf(DamagedRowException.class);

        writer.commit(evidence(400, 3));
        writer.publish();

        assertThat(query(file(), "SELECT count(*), max(row) FROM patterns")).containsExactly("400|400");
        assertThat(row("p7").outcomes()).isEqualTo(3);
        assertThat(View.scrub(config).damage()).isEmpty();
    }

    private static WriteBatch evidence(int patterns, int outcomes) {
        Batches batch = batch();
        for (int i = 0; i < patterns; i++) {
            batch.evidence("p" + i, 0, Batches.outcomes(outcomes, 0), outcomes);
        }
        return batch.build();
    }

    @Test
    void shouldStartAnewWhenAFirstBuildWasNotPublished() {
        try (ViewWriter writer = View.openWriter(config, Batches.IDENTITY)) {
            writer.commit(batch().position("credence.bodies", 1, 42).build());
        }

        assertThat(writer().positions()).isEmpty();
    }

    @Test
    void shouldServeTheOldGenerationUntilTheNewOneIsPublished() throws Exception {
        try (ViewWriter first = View.openWriter(config, Batches.IDENTITY)) {
            first.publish();
            first.commit(batch().body("p1", 0, NOON, 1, "old").build());
        }
        ViewReader reader = reader();
        assertThat(content(reader.get("p1"))).isEqualTo("old");

        ViewWriter second = closing(View.rebuild(config, Batches.IDENTITY));
        second.commit(batch().body("p1", 0, NOON, 1, "new").build());
        assertThat(second.building()).isTrue();
        assertThat(content(reader.get("p1"))).isEqualTo("old");

        second.publish();

        await().atMost(Duration.ofSeconds(5)).until(() -> "new".equals(content(reader.get("p1"))));
        assertThat(reader.info().generation()).isEqualTo(second.generation());
        assertThat(openFiles()).allMatch(open -> !open.toString().endsWith("(deleted)"));
        try (var files = Files.list(config.directory())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.matches("view-.*\\.db")))
                    .containsExactly("view-" + second.generation() + ".db");
        }
    }

    @Test
    void shouldServeADeletedViewToWhoHasItOpenUntilItsSuccessorIsPublished() throws Exception {
        try (ViewWriter first = View.openWriter(config, Batches.IDENTITY)) {
            first.publish();
            first.commit(batch().body("p1", 0, NOON, 1, "old").build());
        }
        ViewReader reader = reader();
        assertThat(content(reader.get("p1"))).isEqualTo("old");
        try (var files = Files.list(config.directory())) {
            for (Path file : files.filter(file -> !Files.isDirectory(file)).toList()) {
                Files.delete(file);
            }
        }

        await().during(Duration.ofMillis(50)).until(() -> "old".equals(content(reader.get("p1"))));
        assertThatThrownBy(() -> reader().get("p1")).isInstanceOf(ViewNotReadyException.class);
        ViewWriter second = writer();
        second.commit(batch().body("p1", 0, NOON, 1, "new").build());
        assertThat(content(reader.get("p1"))).isEqualTo("old");
        second.publish();

        await().atMost(Duration.ofSeconds(5)).until(() -> "new".equals(content(reader.get("p1"))));
    }

    @Test
    void shouldRefuseASecondWriter() {
        published();

        assertThatThrownBy(() -> View.openWriter(config, Batches.IDENTITY))
                .isInstanceOf(ViewInUseException.class)
                .hasMessageContaining("data.dir");
    }

    @Test
    void shouldRefuseAndNotTouchAFileOfANewerFormat() throws Exception {
        Path file = writtenFile();
        execute(file, "PRAGMA user_version=2");
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> View.openWriter(config, Batches.IDENTITY))
                .isInstanceOf(NewerFormatException.class)
                .hasMessageContaining("format 2");
        assertThatThrownBy(() -> reader().get("p1")).isInstanceOf(NewerFormatException.class);

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void shouldRefuseADatabaseOfAnotherProgram() throws Exception {
        Path file = writtenFile();
        execute(file, "PRAGMA application_id=7");
        execute(file, "DROP TABLE meta");

        assertThatThrownBy(() -> View.openWriter(config, Batches.IDENTITY)).isInstanceOf(ForeignFileException.class);
    }

    @Test
    void shouldTakeAFileThatIsNoDatabaseForDamage() throws Exception {
        Files.writeString(writtenFile(), "not a database, whatever its name says ".repeat(200));

        assertThatThrownBy(() -> View.openWriter(config, Batches.IDENTITY))
                .isInstanceOf(DamagedViewException.class)
                .hasMessageContaining("not an SQLite database");
    }

    @Test
    void shouldRefuseAnOrdinaryFileInTheLinksPlace() throws Exception {
        Files.createDirectories(config.directory());
        Files.writeString(config.directory().resolve("view.db"), "mine");

        assertThatThrownBy(() -> View.openWriter(config, Batches.IDENTITY)).isInstanceOf(ForeignFileException.class);
        assertThat(config.directory().resolve("view.db")).hasContent("mine");
    }

    @Test
    void shouldRefuseTheViewOfAnotherApplication() {
        writtenFile();
        ViewIdentity other = new ViewIdentity("another", "credence", HalfLives.DEFAULT);

        assertThatThrownBy(() -> View.openWriter(config, other))
                .isInstanceOf(OtherViewException.class)
                .hasMessageContaining("another");
    }

    @Test
    void shouldTellReadersTheHalfLivesOfTheFile() {
        HalfLives halfLives =
                new HalfLives(5_000, List.of(new ForPrefix("route:x", 60_000), new ForPrefix("tool:", 3_600_000)));
        ViewIdentity identity = new ViewIdentity("app", "prefix", halfLives);
        ViewWriter writer = closing(View.openWriter(config, identity));
        writer.commit(batch().body("tool:1", 0, NOON, 1, "text").build());
        writer.publish();

        assertThat(reader().info().identity()).isEqualTo(identity);
        assertThat(row("tool:1").evidence().halfLifeMs()).isEqualTo(3_600_000);
    }

    private Path writtenFile() {
        try (ViewWriter writer = View.openWriter(config, Batches.IDENTITY)) {
            writer.commit(batch().body("p1", 0, NOON, 1, "text").build());
            writer.publish();
        }
        return file();
    }
}
