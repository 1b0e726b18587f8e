package dev.credence.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.ingest.publish.Receipt;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies that are held at the same time, within a budget of 100 bytes, of which one may have 80. */
class BodiesTogetherTest {
    private static final WriteResult STORED = new WriteResult(List.of(), 0, List.of(new Receipt("t", 0, 1)), null);
    private static final int LONGEST = 80;

    private final Vertx vertx = Vertx.vertx();
    private final BodyBudget budget = new BodyBudget(100);
    private final BlockingQueue<Begun> begun = new LinkedBlockingQueue<>();

    /** Those whose body is whole. */
    private final BlockingQueue<Exchange> whole = new LinkedBlockingQueue<>();

    private HttpServer server;

    private record Begun(HttpServerRequest request, Context loop) {}

    @BeforeEach
    void start() {
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    begun.add(new Begun(request, Vertx.currentContext()));
                    Exchange exchange = new Exchange(request);
                    exchange.body(LONGEST, budget, body -> whole.add(exchange));
                })
                .listen(0, "127.0.0.1")
                .await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void shouldRefuseABodyThatIsTooMuchBesideTheOthersUntilTheyEnd() throws Exception {
        try (OpenBody first = open(50, 45);
                OpenBody second = open(50, 45)) {
            await().until(() -> budget.taken() == 90);
            try (OpenBody third = open(50, 20)) {
                assertThat(third.answer())
                        .startsWith("HTTP/1.1 503 ")
                        .containsIgnoringCase("Retry-After: 1\r\n")
                        .contains("\"code\":\"overloaded\"", "the bodies of other writes");
            }

            first.send(5);
            taken(whole).answer(STORED);
            assertThat(first.answer()).startsWith("HTTP/1.1 202 ");
            try (OpenBody again = open(50, 50)) {
                taken(whole).answer(STORED);
                assertThat(again.answer()).startsWith("HTTP/1.1 202 ");
            }
            second.send(5);
            taken(whole).answer(STORED);
            assertThat(second.answer()).startsWith("HTTP/1.1 202 ");
            assertThat(budget.taken()).isZero();
        }
    }

    @Test
    void shouldGiveBackWhatABodyTookThatBreaksOff() throws IOException {
        try (OpenBody broken = open(50, 45)) {
            await().until(() -> budget.taken() == 45);
            broken.send(1);
        }
        await().until(() -> budget.taken() == 0);
    }

    @Test
    void shouldGiveBackWhatABodyTookThatIsTooLong() throws IOException {
        try (OpenBody tooLong = open(1_000, LONGEST)) {
            await().until(() -> budget.taken() == LONGEST);
            tooLong.send(1);

            assertThat(tooLong.answer()).startsWith("HTTP/1.1 413 ");
            assertThat(budget.taken()).isZero();
        }
    }

    /** As the front of a server does with a body that is late. */
    @Test
    void shouldGiveBackWhatABodyTookThatSomebodyElseAnswers() throws Exception {
        try (OpenBody late = open(60, 50)) {
            await().until(() -> budget.taken() == 50);
            Begun request = taken(begun);
            request.loop()
                    .runOnContext(now -> request.request()
                            .response()
                            .setStatusCode(408)
                            .end()
                            .onFailure(lost -> {}));
            assertThat(late.answer()).startsWith("HTTP/1.1 408 ");
            late.send(5);

            // The answer may be here before its end is known there.
            await().until(() -> budget.taken() == 0);
        }
    }

    @Test
    void shouldHoldAWholeBodyUntilItsAnswerThoughTheClientHasGone() throws Exception {
        open(60, 60).close();
        Exchange exchange = taken(whole);
        Begun request = taken(begun);
        await().until(() -> request.request().response().closed());
        assertThat(budget.taken()).isEqualTo(60);

        exchange.answer(STORED);
        await().until(() -> budget.taken() == 0);
    }

    private OpenBody open(int length, int sent) throws IOException {
        OpenBody body = new OpenBody(server.actualPort(), length);
        body.send(sent);
        return body;
    }

    private static <T> T taken(BlockingQueue<T> queue) throws InterruptedException {
        return Objects.requireNonNull(queue.poll(10, TimeUnit.SECONDS), "nothing came");
    }
}
