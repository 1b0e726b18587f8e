package dev.credence.storage;

import static dev.credence.storage.Batches.NOON;
import static dev.credence.storage.Batches.batch;
import static dev.credence.storage.Batches.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.credence.core.evidence.EvidenceRow;
import dev.credence.storage.Changes.Anew;
import dev.credence.storage.Changes.Commit;
import dev.credence.storage.Changes.Commits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What readers in any process learn of commits. */
final class ChangeFeedTest extends ViewCase {
    @Test
    void shouldTellWhereItBeginsAndThenNothing() {
        ViewWriter writer = published();
        writer.commit(body("a"));
        ChangeFeed feed = feed();

        assertThat(feed.poll()).isEqualTo(new Anew(Batches.IDENTITY, writer.generation(), 1, 1));
        assertThat(feed.poll()).isNull();
    }

    @Test
    void shouldTellEachCommitWithTheRowsItChanged() {
        ViewWriter writer = published();
        ChangeFeed feed = feed();
        assertThat(feed.poll()).isInstanceOf(Anew.class);

        writer.commit(
                batch().body("a", 0, NOON, 1, "x").body("b", 0, NOON, 2, "y").build());
        writer.commit(batch().evidence("b", 0, outcomes(1, 0), 1).build());

        List<Commit> commits = commits(feed.poll());
        assertThat(commits).extracting(Commit::seq).containsExactly(1L, 2L);
        assertThat(commits.get(0).rows()).containsExactly(1, 2);
        assertThat(commits.get(1).rows()).containsExactly(2);
        assertThat(commits).extracting(Commit::idsChanged).containsExactly(true, false);
        assertThat(feed.poll()).isNull();
        writer.commit(batch().deleted("a", 0, NOON + 1, 3).build());
        assertThat(commits(feed.poll()).get(0).idsChanged())
                .as("a row is hidden")
                .isTrue();
    }

    @Test
    void shouldCarryTheEvidenceOfRowsOfWhichNothingElseChanged() {
        ViewWriter writer = published();
        writer.commit(batch().evidence("several", 0, outcomes(1, 0), 1)
                .evidence("several", 1, outcomes(1, 0), 1)
                .evidence("only", 3, outcomes(1, 0), 2)
                .evidence("stored", 0, outcomes(1, 0), 3)
                .body("first", 0, NOON, 1, "x")
                .build());
        ChangeFeed feed = feed();
        assertThat(feed.poll()).isInstanceOf(Anew.class);

        writer.commit(batch().evidence("several", 0, outcomes(2, 0), 5)
                .evidence("only", 3, outcomes(2, 1), 6)
                .evidence("stored", 0, outcomes(2, 0), 7)
                .body("stored", 0, NOON, 3, "y")
                .evidence("first", 0, outcomes(1, 0), 8)
                .build());

        Commit commit = commits(feed.poll()).get(0);
        assertThat(commit.rows()).containsExactly(1, 2, 3, 4);
        assertThat(commit.toRead()).as("all but 'only'").containsExactly(1, 3, 4);
        assertThat(commit.carried().at(0)).isNull();
        assertThat(commit.carried().at(1)).satisfies(carried -> {
            assertThat(carried.partition()).isEqualTo(3);
            assertThat(carried.value()).isEqualTo(new EvidenceRow(outcomes(2, 1), 6, -1).encode());
        });
    }

    @Test
    void shouldCarryNothingThatIsMoreThanReadersMayBeGiven() {
        ViewWriter writer = published();
        Batches all = batch();
        Batches again = batch();
        for (int i = 0; i < 80_000; i++) {
            all.evidence("p" + i, 0, outcomes(1, 0), 1);
            again.evidence("p" + i, 0, outcomes(2, 0), 2);
        }
        writer.commit(all.build());
        ChangeFeed feed = feed();
        assertThat(feed.poll()).isInstanceOf(Anew.class);

        writer.commit(again.build());

        assertThat(commits(feed.poll()).get(0).toRead()).hasSize(80_000);
    }

    @Test
    void shouldCarryNothingFromAFileOfAnEarlierBuild() throws Exception {
        ViewWriter writer = publishedUntilClosed();
        writer.commit(batch().evidence("a", 0, outcomes(1, 0), 1).build());
        writer.close();
        execute(file(), "DROP TABLE carried");
        ChangeFeed feed = feed();
        assertThat(feed.poll()).isInstanceOf(Anew.class);

        ViewWriter later = writer();
        later.commit(batch().evidence("a", 0, outcomes(2, 0), 2).build());

        assertThat(commits(feed.poll()).get(0).toRead()).containsExactly(1);
        later.commit(batch().evidence("a", 0, outcomes(3, 0), 3).build());
        ChangeFeed another = feed();
        assertThat(another.poll()).isInstanceOf(Anew.class);
        later.commit(batch().evidence("a", 0, outcomes(4, 0), 4).build());
        assertThat(commits(another.poll()).get(0).toRead()).isEmpty();
    }

    @Test
    void shouldRefuseACommitThatDoesNotSayWhatItChanged() throws Exception {
        ViewWriter writer = published();
        ChangeFeed feed = feed();
        assertThat(feed.poll()).isInstanceOf(Anew.class);
        writer.commit(body("a"));
        execute(file(), "UPDATE commit_log SET changed = x'05'");

        assertThatThrownBy(feed::poll).isInstanceOf(DamagedViewException.class).hasMessageContaining("commit 1");
        assertThat(writer.damage()).isPresent();
    }

    @Test
    void shouldRefuseWhatACommitDoesNotCarryAsWritten() throws Exception {
        ViewWriter writer = published();
        writer.commit(batch().evidence("a", 0, outcomes(1, 0), 1).build());
        ChangeFeed feed = feed();
        assertThat(feed.poll()).isInstanceOf(Anew.class);
        writer.commit(batch().evidence("a", 0, outcomes(2, 0), 2).build());
        execute(file(), "UPDATE carried SET value = CAST(substr(value, 1, length(value) - 1) || x'07' AS BLOB)");

        assertThatThrownBy(feed::poll)
                .isInstanceOf(DamagedViewException.class)
                .hasMessageContaining("commit 2 carries");
        assertThat(writer.damage()).isPresent();
    }

    @Test
    void shouldTellNothingOfWhatIsNoCommit() {
        ViewWriter writer = published();
        writer.commit(body("a"));
        ChangeFeed feed = feed();
        assertThat(feed.poll()).isInstanceOf(Anew.class);

        writer.caughtUp(NOON);

        assertThat(feed.poll()).isNull();
        writer.commit(body("b"));
        assertThat(commits(feed.poll())).hasSize(1);
    }

    @Test
    void shouldBeginAnewAfterAGap() {
        config = config.with(new ViewConfig.Writing(100, 2, 1 << 20, 1024, 0));
        ViewWriter writer = published();
        writer.commit(body("a"));
        ChangeFeed feed = feed();
        assertThat(feed.poll()).isInstanceOf(Anew.class);

        for (int i = 0; i < 4; i++) {
            writer.commit(body("b" + i));
        }

        assertThat(feed.poll()).isEqualTo(new Anew(Batches.IDENTITY, writer.generation(), 5, 5));
        writer.commit(body("a"));
        assertThat(commits(feed.poll())).hasSize(1);
    }

    @Test
    void shouldBeginAnewWhenTheLogWasRolledBack() throws Exception {
        ViewWriter writer = publishedUntilClosed();
        writer.commit(body("a"));
        writer.commit(body("b"));
        ChangeFeed feed = feed();
        assertThat(feed.poll()).isInstanceOf(Anew.class);
        writer.close();
        execute(file(), "DELETE FROM commit_log WHERE seq = 2");

        assertThat(feed.poll()).isEqualTo(new Anew(Batches.IDENTITY, writer.generation(), 1, 2));
    }

    @Test
    void shouldBeginAnewWithAnotherGeneration() {
        ViewWriter writer = publishedUntilClosed();
        writer.commit(body("a"));
        ChangeFeed feed = feed();
        assertThat(feed.poll()).isInstanceOf(Anew.class);
        writer.close();

        ViewWriter rebuilt = closing(View.rebuild(config, Batches.IDENTITY));
        rebuilt.commit(body("b"));
        assertThat(feed.poll()).as("not published").isNull();
        rebuilt.publish();

        await().untilAsserted(() ->
                assertThat(feed.poll()).isEqualTo(new Anew(Batches.IDENTITY, rebuilt.generation(), 1, 1)));
    }

    @Test
    void shouldBeginAnewWithAnotherFileOfTheSameName() throws Exception {
        ViewWriter writer = publishedUntilClosed();
        writer.commit(body("a"));
        Path copy = directory.resolve("copy.db");
        execute(file(), "VACUUM INTO '" + copy + "'");
        ViewReader reader = reader();
        ChangeFeed feed = closing(reader.changes());
        assertThat(feed.poll()).isInstanceOf(Anew.class);
        writer.commit(body("b"));
        writer.close();
        assertThat(commits(feed.poll())).hasSize(1);
        assertThat(reader.get("b")).isNotNull();

        Files.move(copy, file(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        await().untilAsserted(() -> assertThat(feed.poll()).isInstanceOf(Anew.class));
        assertThat(reader.get("b")).as("the pool reads the same file").isNull();
    }

    @Test
    void shouldSayThatThereIsNoViewUntilThereIsOne() {
        ChangeFeed feed = feed();
        assertThatThrownBy(feed::poll).isInstanceOf(ViewNotReadyException.class);

        ViewWriter writer = published();

        assertThat(feed.poll()).isEqualTo(new Anew(Batches.IDENTITY, writer.generation(), 0, 0));
        writer.commit(body("a"));
        assertThat(commits(feed.poll())).hasSize(1);
    }

    @Test
    void shouldReadRowsByNumberInOneSnapshot() {
        ViewWriter writer = published();
        writer.commit(
                batch().body("a", 0, NOON, 1, "x").body("b", 0, NOON, 2, "y").build());
        writer.commit(batch().evidence("c", 0, outcomes(1, 0), 1).build());

        reader().snapshot("test", snapshot -> {
            assertThat(snapshot.seq()).isEqualTo(2);
            assertThat(snapshot.generation()).isEqualTo(writer.generation());
            assertThat(snapshot.rows(new long[] {3, 1, 99}))
                    .extracting(PatternRow::id)
                    .containsExactlyInAnyOrder("a", "c");
            List<String> shown = new java.util.ArrayList<>();
            snapshot.visit(new long[] {2, 3}, row -> shown.add(row.id()));
            assertThat(shown).as("c has no body").containsExactly("b");
            return 0;
        });
    }

    /** A published view's writer that the test closes. */
    private ViewWriter publishedUntilClosed() {
        ViewWriter writer = View.openWriter(config, Batches.IDENTITY);
        writer.publish();
        return writer;
    }

    private ChangeFeed feed() {
        return closing(reader().changes());
    }

    private static WriteBatch body(String id) {
        return batch().body(id, 0, NOON, 1, "text").build();
    }

    private static List<Commit> commits(@Nullable Changes changes) {
        if (changes instanceof Commits commits) {
            return commits.all();
        }
        throw new AssertionError("no commits, but " + changes);
    }
}
