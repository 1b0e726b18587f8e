package dev.credence.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.body.Origin;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.ledger.RefusedRecord;
import dev.credence.core.model.Pattern;
import dev.credence.core.rules.Reason;
import dev.credence.query.ServiceFixture;
import dev.credence.query.ServiceFixture.Reply;
import dev.credence.query.ViewFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptWaitTest {
    /** A thread a task: the common pool has but one on two processors. */
    private static final Executor THREADS = task -> new Thread(task).start();

    private ViewFixture view;
    private ServiceFixture service;

    @BeforeEach
    void start(@TempDir Path directory) {
        view = new ViewFixture(directory)
                .store(Pattern.ofText("p1", "note", "old"), new Origin(1, 0, 4))
                .passed(ViewFixture.PATTERNS, 0, 5)
                .commit()
                .publish();
        service = new ServiceFixture(view);
    }

    @AfterEach
    void stop() {
        service.close();
        view.close();
    }

    @Test
    void shouldAnswerAtOnceWhenTheViewHasPassedTheReceipt() {
        Reply reply = service.get("/v1/patterns/p1?after=credence.patterns-0@4&wait=20000");

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void shouldAnswerWhatWasWrittenOnceTheViewPassesTheReceipt() throws Exception {
        CompletableFuture<Reply> known = ask("/v1/patterns/p1?after=credence.patterns-0@6&wait=15000");
        CompletableFuture<Reply> unknown = ask("/v1/patterns/p2?after=credence.patterns-0@5&wait=15000");
        // Both wait: a request that asks after them is answered before them.
        assertThat(service.get("/v1/patterns/p1").status()).isEqualTo(200);
        assertThat(known).isNotDone();

        view.store(Pattern.ofText("p1", "note", "new"), new Origin(2, 0, 6))
                .store(Pattern.ofText("p2", "note", "first"), new Origin(2, 0, 5))
                .passed(ViewFixture.PATTERNS, 0, 7)
                .commit();

        assertThat(known.get(10, TimeUnit.SECONDS).json().get("content").asText())
                .isEqualTo("new");
        assertThat(unknown.get(10, TimeUnit.SECONDS).json().get("content").asText())
                .isEqualTo("first");
    }

    @Test
    void shouldSayHowFarTheViewIsWhenTheWaitIsOver() {
        Reply reply = service.get("/v1/patterns/p1?after=credence.patterns-0@9&wait=50");

        Problems.expect(reply, 409, "not-yet", "credence.patterns-0@9");
        assertThat(reply.json().get("receipt").asText()).isEqualTo("credence.patterns-0@9");
        assertThat(reply.json().get("position").asLong()).isEqualTo(5);
        assertThat(reply.json().get("behind").asLong()).isEqualTo(5);
    }

    @Test
    void shouldCheckOnceWhenThereIsNoWait() {
        Reply reply = service.get("/v1/patterns/p1?after=credence.confidence-3@0");

        Problems.expect(reply, 409, "not-yet", "credence.confidence-3@0");
        assertThat(reply.json().get("position").asLong()).isZero();
    }

    @Test
    void shouldSayWhyTheEventOfThePassedReceiptDoesNotCount() {
        view.ledger(
                        2,
                        new LedgerRow(
                                ViewFixture.CONFIDENCE,
                                "id",
                                9,
                                9,
                                8,
                                0,
                                1,
                                1,
                                1,
                                1,
                                1,
                                1,
                                false,
                                List.of(new RefusedRecord(7, Reason.BAD_WEIGHT))))
                .commit();

        Reply reply = service.get("/v1/patterns/p1?after=credence.confidence-2@7&wait=20000");

        Problems.expect(reply, 422, "dead-lettered", "bad-weight");
        assertThat(reply.json().get("reason").asText()).isEqualTo("bad-weight");
        assertThat(reply.json().get("receipt").asText()).isEqualTo("credence.confidence-2@7");
        assertThat(service.get("/v1/patterns/p1?after=credence.confidence-2@8&wait=20000")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void shouldSayGoneWhenTheViewShowsNoSuchTopic() {
        Problems.expect(
                service.get("/v1/patterns/p1?after=other.patterns-0@1&wait=20000"), 410, "gone", "other.patterns-0@1");
    }

    private CompletableFuture<Reply> ask(String path) {
        return CompletableFuture.supplyAsync(() -> service.get(path), THREADS);
    }
}
