package dev.credence.client;

import static dev.credence.client.RunningStack.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.client.contract.KnownPattern;
import dev.credence.client.contract.RefusedException;
import dev.credence.client.contract.Report;
import dev.credence.client.contract.Waiting;
import dev.credence.client.contract.WritesFailedException;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.ingest.publish.Receipt;
import dev.credence.testkit.Fixtures;
import dev.credence.testkit.KafkaCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the facade promises, however it reads and writes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClientSuite {
    /** Of an outcome that is dead-lettered, because its time is long after the broker's. */
    private static final OutcomeOptions TOO_EARLY = OutcomeOptions.ORDINARY.at(Instant.parse("2100-01-01T00:00:00Z"));

    private final KafkaCluster cluster;
    private RunningStack stack;
    private CredenceClient client;

    ClientSuite(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    abstract ClientConfig config(RunningStack stack);

    /** Whether a batch and a list leave nothing out. */
    abstract boolean listsWhole();

    @BeforeAll
    void start(@TempDir Path directory) {
        stack = new RunningStack(cluster, directory);
        client = CredenceClient.open(config(stack));
    }

    @AfterAll
    void stop() throws Exception {
        client.close();
        stack.stop();
    }

    @Test
    void shouldReadWhatWasStoredWhenFlushSaysItIsReadable() {
        long before = System.currentTimeMillis() - 1;
        client.storePattern(Fixtures.FULL);
        client.updateConfidence(Fixtures.FULL.id(), Result.SUCCESS);
        client.updateConfidence(Fixtures.FULL.id(), Result.SUCCESS, 3.0);
        client.updateConfidence(
                Fixtures.FULL.id(),
                Result.FAILURE,
                OutcomeOptions.weight(2)
                        .at(Instant.ofEpochMilli(before))
                        .priority(Priority.CRITICAL)
                        .eventId("e-1")
                        .from("agent-7"));

        client.flush(PATIENCE);

        KnownPattern known = client.getPattern(Fixtures.FULL.id()).orElseThrow();
        assertThat(known.pattern())
                .usingRecursiveComparison()
                .ignoringFields("priority", "prior")
                .isEqualTo(Fixtures.FULL);
        assertThat(known.whole()).isTrue();
        assertThat(known.successes()).isEqualTo(2);
        assertThat(known.failures()).isEqualTo(1);
        assertThat(known.usageCount()).isEqualTo(3);
        assertThat(known.confidence().strength()).isBetween(5.99, 6.01);
        // The prior is of mean 0.6 and strength 4: (2.4 + 4) / (4 + 6).
        assertThat(known.confidence().mean()).isBetween(0.639, 0.641);
        assertThat(known.confidence().lowerBound())
                .isLessThan(known.confidence().mean());
        assertThat(known.halfLifeMs()).isEqualTo(Duration.ofDays(30).toMillis());
        assertThat(known.lastUsedMs()).isBetween(before, System.currentTimeMillis());
        assertThat(known.createdAtMs()).isEqualTo(known.updatedAtMs()).isGreaterThan(before);
    }

    @Test
    void shouldReturnFromFlushWhenEveryWriteIsAcknowledged() {
        List<CompletableFuture<Receipt>> writes = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            writes.add(client.storePatternAsync(Pattern.ofText("flushed-" + i, "note", "text " + i)));
            writes.add(client.updateConfidenceAsync("flushed-" + i, Result.SUCCESS, OutcomeOptions.ORDINARY));
        }

        client.flush();

        assertThat(writes).allMatch(CompletableFuture::isDone).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(writes.stream().map(CompletableFuture::join).distinct()).hasSize(4_000);
    }

    @Test
    void shouldAnswerEmptyWhenNothingIsStored() {
        client.updateConfidence("waits-for-its-pattern", Result.SUCCESS);
        client.flush(PATIENCE);

        assertThat(client.getPattern("nobody-knows")).isEmpty();
        assertThat(client.getPattern("waits-for-its-pattern")).isEmpty();
        assertThat(client.getPattern("no id/at all?")).isEmpty();
        assertThat(client.getPatternAsync("nobody-knows").join()).isEmpty();
        assertThat(client.getPatterns(List.of("nobody-knows", "no id/at all?"))).isEmpty();
    }

    @Test
    void shouldForgetTheBodyAndKeepTheOutcomesWhenAPatternIsDeleted() {
        client.storePattern("deleted", "note", "one");
        client.updateConfidence("deleted", Result.FAILURE);
        client.deletePattern("deleted");
        client.flush(PATIENCE);
        assertThat(client.getPattern("deleted")).isEmpty();

        client.storePattern("deleted", "note", "two");
        client.flush(PATIENCE);

        KnownPattern again = client.getPattern("deleted").orElseThrow();
        assertThat(again.content()).isEqualTo("two");
        assertThat(again.failures()).isEqualTo(1);
    }

    @Test
    void shouldAnswerInTheOrderOfTheIdsWhenManyAreAsked() {
        List<String> ids = IntStream.range(0, 1_500).mapToObj(i -> "many-" + i).toList();
        ids.forEach(id -> client.storePattern(new Pattern(
                id, "many", "text of " + id, Map.of("k", id), new float[] {1.5f}, null, null, Priority.MEDIUM)));
        client.flush(PATIENCE);
        List<String> asked = new ArrayList<>(ids);
        asked.add(700, "many-nobody");

        Map<String, KnownPattern> known = client.getPatterns(asked);

        assertThat(List.copyOf(known.keySet())).isEqualTo(ids);
        assertThat(known.values()).allSatisfy(pattern -> {
            assertThat(pattern.content()).isEqualTo("text of " + pattern.id());
            assertThat(pattern.pattern().metadata()).containsExactly(Map.entry("k", pattern.id()));
            assertThat(pattern.whole()).isEqualTo(listsWhole());
            assertThat(pattern.pattern().embedding() != null).isEqualTo(listsWhole());
        });
    }

    @Test
    void shouldListTheBestFirstWhenAskedForTheTop() {
        for (int i = 0; i < 5; i++) {
            client.storePattern("top-" + i, "contest", "text");
            for (int n = 0; n <= i; n++) {
                client.updateConfidence("top-" + i, Result.SUCCESS);
            }
        }
        client.flush(PATIENCE);

        assertThat(client.top("contest", 3).stream().map(KnownPattern::id)).containsExactly("top-4", "top-3", "top-2");
        assertThat(client.top("no-such-type", 3)).isEmpty();
    }

    @Test
    void shouldRefuseWhatBreaksARuleAndSaySoAtTheFlush() {
        CompletableFuture<Receipt> heavy =
                client.updateConfidenceAsync("p", Result.SUCCESS, OutcomeOptions.weight(1_001));
        CompletableFuture<Receipt> nameless = client.storePatternAsync(Pattern.ofText("a/b", "note", "text"));
        CompletableFuture<Receipt> good = client.storePatternAsync(Pattern.ofText("good", "note", "text"));

        assertThatThrownBy(client::flush)
                .isInstanceOfSatisfying(
                        WritesFailedException.class,
                        failed -> assertThat(failed.failed()).isEqualTo(2))
                .hasMessage("2 of the writes since the last flush failed; the first:"
                        + " weight must be > 0 and <= 1000, was 1001");
        assertThat(code(heavy)).isEqualTo("bad-weight");
        assertThat(code(nameless)).isEqualTo("bad-id");
        assertThat(good).isCompleted();
        client.flush();
    }

    @Test
    void shouldReportFiguresThatWereMeasured() {
        client.storePattern("reported", "note", "text");
        client.flush(PATIENCE);
        assertThat(client.getPattern("reported")).isPresent();

        Report report = client.report();

        assertThat(report.patterns()).isNotNull().isGreaterThanOrEqualTo(1);
        assertThat(report.hitRate()).isNotNull().isBetween(0.0, 1.0);
        assertThat(report.json()).contains("\"ledger\":[{");
    }

    @Test
    void shouldShowEachReadTheWritesBeforeItWhenReadYourWritesIsOn() {
        try (CredenceClient own = CredenceClient.open(config(stack).withReadYourWrites(PATIENCE))) {
            for (int i = 0; i < 20; i++) {
                String id = "own-" + i % 4;
                own.storePattern(id, "note", "text " + i);
                own.updateConfidence(id, Result.SUCCESS);

                KnownPattern known = own.getPattern(id).orElseThrow();

                assertThat(known.content()).isEqualTo("text " + i);
                assertThat(known.successes()).isEqualTo(i / 4 + 1);
            }
            own.storePattern("own-list", "own-type", "text");
            own.updateConfidence("own-0", Result.FAILURE);
            assertThat(own.getPatterns(List.of("own-0", "own-list")))
                    .hasSize(2)
                    .allSatisfy((id, known) -> assertThat(known.failures()).isEqualTo(id.equals("own-0") ? 1 : 0));
            own.deletePattern("own-list");
            assertThat(own.getPatternAsync("own-list").join()).isEmpty();
        }
    }

    @Test
    void shouldShowTheWritesOfForgottenIdsTooWhenFewAreRemembered() {
        ClientConfig config = config(stack).withReadYourWrites(PATIENCE).withRememberedIds(2);
        try (CredenceClient own = CredenceClient.open(config)) {
            for (int i = 0; i < 20; i++) {
                own.storePattern("few-" + i, "note", "text");
                if (i % 5 == 4) {
                    own.flush();
                }
            }
            for (int i = 0; i < 20; i++) {
                assertThat(own.getPattern("few-" + i)).as("few-%d", i).isPresent();
            }
        }
    }

    @Test
    void shouldTellADeadLetterOnceAndReadOnWhenReadYourWritesIsOn() {
        Map<String, BiConsumer<CredenceClient, String>> waits = Map.of(
                "get", CredenceClient::getPattern,
                "get-async", (own, id) -> Waiting.value(own.getPatternAsync(id)),
                "batch", (own, id) -> own.getPatterns(List.of(id)),
                "top", (own, id) -> own.top(1),
                "flush", (own, id) -> own.flush(PATIENCE));
        try (CredenceClient own = CredenceClient.open(deadLettering(100))) {
            waits.forEach((name, wait) -> {
                String id = "dead-letter-" + name;
                own.storePattern(id, "dead-letter", "text");
                own.updateConfidence(id, Result.SUCCESS, TOO_EARLY);
                // What else the read waits for is no dead letter, and not lost sight of.
                own.updateConfidence(id, Result.SUCCESS, OutcomeOptions.ORDINARY.priority(Priority.CRITICAL));
                // A list shows what is acknowledged.
                own.flush();

                assertThatThrownBy(() -> wait.accept(own, id))
                        .as(name)
                        .isInstanceOfSatisfying(
                                RefusedException.class,
                                refused -> assertThat(refused.code()).isEqualTo(RefusedException.DEAD_LETTERED));
                wait.accept(own, id);
                assertThat(client.getPattern(id).orElseThrow().successes()).isEqualTo(1);
            });
        }
    }

    @Test
    void shouldTellTheDeadLetterOfAForgottenIdOnce() {
        try (CredenceClient own = CredenceClient.open(deadLettering(1))) {
            own.storePattern("dead-forgotten", "note", "text");
            own.updateConfidence("dead-forgotten", Result.SUCCESS, TOO_EARLY);
            own.flush();
            own.storePattern("dead-remembered", "note", "text");

            assertThatThrownBy(() -> own.getPattern("dead-forgotten")).isInstanceOf(RefusedException.class);
            assertThat(own.getPattern("dead-forgotten")).isPresent();
        }
    }

    /** Writes into Kafka, because the writing routes refuse what would be dead-lettered. */
    private ClientConfig deadLettering(int rememberedIds) {
        return config(stack)
                .withKafka(stack.publisher())
                .withReadYourWrites(PATIENCE)
                .withRememberedIds(rememberedIds);
    }

    private static String code(CompletableFuture<Receipt> refused) {
        try {
            return "stored: " + refused.join();
        } catch (CompletionException e) {
            return e.getCause() instanceof RefusedException refusal ? refusal.code() : String.valueOf(e.getCause());
        }
    }
}
