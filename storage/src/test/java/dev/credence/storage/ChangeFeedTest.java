package dev.credence.storage;

import static dev.credence.storage.Batches.NOON;
import static dev.credence.storage.Batches.batch;
import static dev.credence.storage.Batches.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
