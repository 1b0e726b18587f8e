package dev.credence.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Result;
import dev.credence.processor.replay.Verification.Verdict;
import dev.credence.storage.PatternRow;
import dev.credence.storage.View;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewIdentity;
import dev.credence.storage.ViewReader;
import dev.credence.storage.ViewWriter;
import dev.credence.testkit.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views in SQLite against folds of logs from which they do, or do not, come. */
class VerificationTest {
    private static final ViewIdentity IDENTITY = new ViewIdentity("credence", "credence", HalfLives.DEFAULT);
    private static final TopicPartition OUTCOMES_0 = new TopicPartition("credence.confidence", 0);
    private static final TopicPartition PATTERNS_0 = new TopicPartition("credence.patterns", 0);

    @TempDir
    Path directory;

    @Test
    void shouldSayWhereALogIsTooShortForTheView() {
        TopicPartition first = new TopicPartition(SyntheticLog.TOPICS.confidence(), 0);
        TopicPartition none = new TopicPartition(SyntheticLog.TOPICS.confidence(), 7);
        LogRange range = new SyntheticLog().outcome("a", 0, Result.SUCCESS).range();

        assertThat(range.endsBefore(Map.of(first, 1L))).isNull();
        assertThat(range.endsBefore(Map.of(first, 2L)))
                .startsWith(first + " ends at 1, and the view shows it up to 2: ");
        assertThat(range.endsBefore(Map.of(none, 1L))).startsWith(none + " ends at 0, ");
    }

    @Test
    void shouldNameThePartitionsWhoseFirstRecordsAreGone() {
        TopicPartition first = new TopicPartition(SyntheticLog.TOPICS.confidence(), 0);
        SyntheticLog log = new SyntheticLog()
                .outcome("a", 0, Result.SUCCESS)
                .outcome("a", 0, Result.FAILURE)
                .outcome("a", 0, Result.SUCCESS);

        assertThat(log.range().truncated()).isEmpty();
        assertThat(log.rangeFrom(first, 1).truncated()).containsExactly(Map.entry(first, 1L));
    }

    @Test
    void shouldCountARefusalAsOneThoughItWouldBeTakenNow() {
        LogFold fold = new SyntheticLog().fold(new SyntheticLog().range());
        ConsumerRecord<byte[], byte[]> sound =
                new SyntheticLog().outcome("a", 0, Result.SUCCESS).first();

        fold.addRefused(sound);

        assertThat(fold.events()).isEqualTo(1);
        assertThat(fold.partitions()).isEmpty();
    }

    @Test
    void shouldFindAViewIdenticalWhenItIsTheFoldOfTheLog() {
        Verdict verdict = verify(log(), log(), log().range());

        assertThat(verdict.difference()).isNull();
        assertThat(verdict.unprovable()).isZero();
        assertThat(verdict.patterns()).isEqualTo(4);
        assertThat(verdict.events()).isEqualTo(9);
    }

    @Test
    void shouldNameThePatternWhenAnOutcomeIsMissingDoubledOrTurned() {
        SyntheticLog turned = base().outcome("full:1.a_b-c", 0, Result.FAILURE);
        SyntheticLog right = base().outcome("full:1.a_b-c", 0, Result.SUCCESS);

        assertThat(verify(turned, right, right.range()).difference())
                .contains("full:1.a_b-c in partition 0", "0 successes and 1 failures", "1 successes and 0 failures");
        assertThat(verify(right, base(), base().range()).difference()).contains("1 applied", "the log gives 0");
    }

    @Test
    void shouldNameThePatternWhenABodyIsAnother() {
        SyntheticLog other = base().pattern(Pattern.ofText("p1", "note", "another text"), 1);
        SyntheticLog right = base().pattern(Pattern.ofText("p1", "note", "the text"), 1);

        assertThat(verify(other, right, right.range()).difference()).contains("p1 in partition 1", "content");
    }

    @Test
    void shouldSayUnprovableAndNotDifferentWhenTheLogWasCut() {
        SyntheticLog log = log();

        Verdict outcomes = verify(log, log, log.rangeFrom(OUTCOMES_0, 1));
        Verdict bodies = verify(log, log, log.rangeFrom(PATTERNS_0, 1));

        assertThat(outcomes.difference()).isNull();
        assertThat(outcomes.unprovable()).isEqualTo(1);
        assertThat(outcomes.patterns()).isEqualTo(3);
        assertThat(bodies.difference()).isNull();
        assertThat(bodies.unprovable()).isEqualTo(1);
    }

    @Test
    void shouldStillSayDifferentWhenTheCutLogHoldsMoreThanTheView() {
        SyntheticLog view = base().outcome("a", 0, Result.SUCCESS).outcome("b", 0, Result.SUCCESS);
        SyntheticLog log = base().outcome("b", 0, Result.SUCCESS).outcome("a", 0, Result.SUCCESS);

        // The first record is gone: for a the log gives one outcome, as the view does, but of another time.
        assertThat(verify(view, log, log.rangeFrom(OUTCOMES_0, 1)).difference()).contains("a in partition 0");
    }

    @Test
    void shouldWriteAFileThatHoldsTheFold() throws IOException {
        Path file = directory.resolve("fold.db");
        SyntheticLog log = log();

        new FoldedFile(log.fold(log.range()), log.range()).write(file, IDENTITY);

        Path copy = Files.createDirectory(directory.resolve("view"));
        Files.createSymbolicLink(copy.resolve("view.db"), file);
        try (ViewReader reader = View.openReader(ViewConfig.in(copy))) {
            PatternRow row = Objects.requireNonNull(reader.get("p1"));
            assertThat(row.evidence().successes()).isEqualTo(2);
            assertThat(row.evidence().failures()).isEqualTo(1);
            assertThat(row.body()).isNull();
            assertThat(Objects.requireNonNull(reader.get(Fixtures.FULL.id())).body())
                    .isNotNull();
            assertThat(reader.ledger()).anySatisfy(entry -> {
                assertThat(entry.row().topic()).isEqualTo("credence.confidence");
                assertThat(entry.row().deadLettered()).isEqualTo(1);
            });
        }
        assertThat(Files.exists(directory.resolve("fold.db.part"))).isFalse();
        assertThatThrownBy(() -> new FoldedFile(log.fold(log.range()), log.range()).write(file, IDENTITY))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("exists");
    }

    private static SyntheticLog base() {
        return new SyntheticLog();
    }

    /** Two partitions, one id in both, a poison pill, a deletion and an outcome without a pattern. */
    private static SyntheticLog log() {
        return base().pattern(Fixtures.FULL, 0)
                .pattern(Fixtures.PLAIN, 1)
                .outcome("p1", 0, Result.SUCCESS)
                .outcome("p1", 1, Result.SUCCESS)
                .outcome("p1", 1, Result.FAILURE)
                .poison("p1", 1)
                .pattern(Pattern.ofText("p1", "note", "text"), 1)
                .deletion("p1", 1)
                .outcome("waits", 1, Result.FAILURE);
    }

    /** Compares a view of {@code shown} with {@code log}, of which {@code range} is left. */
    private Verdict verify(SyntheticLog shown, SyntheticLog log, LogRange range) {
        ViewConfig config = ViewConfig.in(directory.resolve("view-" + System.nanoTime()));
        try (ViewWriter writer = View.rebuild(config, IDENTITY)) {
            new FoldedRows(shown.fold(shown.range()), shown.range()).write(writer);
            writer.publish();
        }
        try (ViewReader reader = View.openReader(config)) {
            LiveView view = LiveView.read(reader);
            return new Verification(SyntheticLog.TOPICS, view, log.fold(range), range).run();
        }
    }
}
