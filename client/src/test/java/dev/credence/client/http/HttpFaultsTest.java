package dev.credence.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.credence.client.contract.CredenceException;
import dev.credence.client.contract.NotYetException;
import dev.credence.client.contract.RefusedException;
import dev.credence.client.contract.UnavailableException;
import dev.credence.client.contract.Waiting;
import dev.credence.client.http.Unruly.Answer;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Result;
import dev.credence.ingest.publish.Receipt;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class HttpFaultsTest {
    private static final Answer OVERLOADED = Answer.problem(503, "overloaded");
    private static final Answer NO_KAFKA = Answer.problem(503, "kafka-unreachable");
    private static final Answer UNKNOWN = Answer.problem(404, "unknown-id");
    private static final Answer ONE_ACCEPTED =
            new Answer(202, "{\"accepted\":1,\"rejected\":[],\"receipts\":[\"t-0@7\"]}");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Outcome OUTCOME = Outcome.of("p", Result.SUCCESS, 1_000);

    @Test
    void shouldReadAgainWhenTheServiceCannotNow() {
        try (Unruly service = new Unruly(OVERLOADED, Answer.HANGS_UP, UNKNOWN)) {
            assertThat(new HttpSource(service.target()).get("p")).isEmpty();
            assertThat(service.bodies()).hasSize(3);
            assertThat(service.keys()).containsOnly("Bearer the-key");
        }
    }

    @Test
    void shouldGiveUpReadingAfterTheAttemptsItHas() {
        try (Unruly service = new Unruly(OVERLOADED)) {
            assertThatThrownBy(() -> new HttpSource(service.target()).get("p"))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("answered 503 overloaded: what to do");
            assertThat(service.bodies()).hasSize(3);
        }
    }

    @Test
    void shouldNotAskAgainWhatIsRefused() {
        try (Unruly service = new Unruly(Answer.problem(401, "no-key"))) {
            assertThatThrownBy(() -> new HttpSource(service.target()).get("p"))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.code()).isEqualTo("no-key"));
            assertThat(service.bodies()).hasSize(1);
        }
    }

    @Test
    void shouldNotTakeAnotherServersNotFoundForAnUnknownId() {
        try (Unruly service = new Unruly(new Answer(404, "<html>not here</html>"))) {
            assertThatThrownBy(() -> new HttpSource(service.target()).get("p")).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void shouldAskUntilTheViewIsThere() {
        try (Unruly service = new Unruly(Answer.problem(409, "not-yet"), Answer.problem(409, "not-yet"), UNKNOWN)) {
            HttpSource source = new HttpSource(service.target());
            assertThat(source.shows("p", new Receipt("t", 0, 1), Duration.ofSeconds(20)))
                    .succeedsWithin(Duration.ofSeconds(10));
            assertThat(service.bodies()).hasSize(3);
        }
    }

    @Test
    void shouldSayNotYetWhenTheWaitIsOver() {
        try (Unruly service = new Unruly(Answer.problem(409, "not-yet"))) {
            HttpSource source = new HttpSource(service.target());
            assertThatThrownBy(() -> Waiting.value(source.shows("p", new Receipt("t", 0, 1), Duration.ZERO)))
                    .isInstanceOf(NotYetException.class);
        }
    }

    @Test
    void shouldReportOnceWhenNobodyCanSayWhetherItWasStored() {
        for (Answer answer : new Answer[] {Answer.HANGS_UP, NO_KAFKA}) {
            try (Unruly service = new Unruly(answer, ONE_ACCEPTED)) {
                Told told = report(service);
                assertThat(told.failures()).singleElement().isInstanceOf(UnavailableException.class);
                assertThat(told.receipts()).isEmpty();
                assertThat(service.bodies()).as("%s", answer).hasSize(1);
            }
        }
    }

    @Test
    void shouldReadAgainAndGiveUpWhenTheServiceVanishesWithinItsAnswer() {
        try (Vanishing service = new Vanishing()) {
            assertThat(new HttpSource(service.target()).getAsync("p", null, Duration.ZERO))
                    .failsWithin(PATIENCE)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(UnavailableException.class);
            assertThat(service.connections()).isEqualTo(2);
            await().atMost(PATIENCE).until(() -> service.ended() == 2);
        }
    }

    @Test
    void shouldReportOnceAndFlushWhenTheServiceVanishesWithinItsAnswer() {
        try (Vanishing service = new Vanishing()) {
            assertThat(CompletableFuture.supplyAsync(() -> report(service.target())))
                    .succeedsWithin(PATIENCE)
                    .satisfies(told ->
                            assertThat(told.failures()).singleElement().isInstanceOf(UnavailableException.class));
            assertThat(service.connections()).isEqualTo(1);
        }
    }

    @Test
    void shouldReportAgainWhenNothingWasTaken() {
        try (Unruly service = new Unruly(OVERLOADED, Answer.problem(429, "too-many"), ONE_ACCEPTED)) {
            Told told = report(service);
            assertThat(told.receipts()).containsExactly(new Receipt("t", 0, 7));
            assertThat(told.failures()).isEmpty();
        }
    }

    @Test
    void shouldStoreAgainWhenNobodyAnswered() {
        try (Unruly service = new Unruly(Answer.HANGS_UP, NO_KAFKA, ONE_ACCEPTED)) {
            Told told = new Told();
            try (HttpSink sink = new HttpSink(service.target())) {
                sink.store(Pattern.ofText("p", "note", "text"), told);
                sink.flush();
            }
            assertThat(told.receipts()).containsExactly(new Receipt("t", 0, 7));
        }
    }

    @Test
    void shouldTellEachLineWhatBecameOfIt() {
        Told first = new Told();
        Told refused = new Told();
        Told last = new Told();
        String answer = "{\"accepted\":2,\"rejected\":[{\"line\":2,\"code\":\"bad-time\",\"detail\":\"d\"}],"
                + "\"receipts\":[\"t-0@7\",\"t-0@8\"]}";

        WriteReply.tell(
                List.of(Line.of("1", first), Line.of("2", refused), Line.of("3", last)),
                new Reply(202, answer.getBytes(StandardCharsets.UTF_8), 0),
                URI.create("http://h:1"));

        assertThat(first.receipts()).containsExactly(new Receipt("t", 0, 7));
        assertThat(last.receipts()).containsExactly(new Receipt("t", 0, 8));
        assertThat(refused.receipts()).isEmpty();
        assertThat(refused.failures())
                .singleElement()
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("bad-time"));
    }

    @Test
    void shouldAcknowledgeWhatIsStoredWhenKafkaTookAPart() {
        List<Told> told = Stream.generate(Told::new).limit(5).toList();

        tellPart(told, "[[1,1],[3,3]]");

        assertThat(told.get(0).receipts()).containsExactly(new Receipt("t", 0, 7));
        assertThat(told.get(1).failures()).singleElement().isInstanceOf(RefusedException.class);
        assertThat(told.get(2).receipts()).containsExactly(new Receipt("t", 0, 8));
        assertThat(told.subList(3, 5)).allSatisfy(line -> {
            assertThat(line.receipts()).isEmpty();
            assertThat(line.failures()).singleElement().isInstanceOf(UnavailableException.class);
        });
    }

    @Test
    void shouldAcknowledgeNothingWhenTheStoredLinesAreNotThoseOfTheReceipts() {
        for (String stored : List.of("[[1,1]]", "[[3,2],[4,9]]", "[1,3]", "null")) {
            List<Told> told = Stream.generate(Told::new).limit(5).toList();

            tellPart(told, stored);

            assertThat(told).as(stored).allSatisfy(line -> {
                assertThat(line.receipts()).isEmpty();
                assertThat(line.failures()).hasSize(1);
            });
        }
    }

    /** Line 2 is refused; two of the others have receipts. */
    private static void tellPart(List<Told> told, String storedLines) {
        String answer = "{\"code\":\"kafka-unreachable\",\"detail\":\"d\",\"accepted\":2,"
                + "\"rejected\":[{\"line\":2,\"code\":\"bad-time\",\"detail\":\"d\"}],"
                + "\"receipts\":[\"t-0@7\",\"t-0@8\"],\"stored_lines\":" + storedLines + "}";
        WriteReply.tell(
                told.stream().map(line -> Line.of("line", line)).toList(),
                new Reply(503, answer.getBytes(StandardCharsets.UTF_8), 5),
                URI.create("http://h:1"));
    }

    @Test
    void shouldFailEveryLineWhenTheAnswerDoesNotAccountForThem() {
        try (Unruly service = new Unruly(new Answer(202, "{}"))) {
            Told told = report(service);
            assertThat(told.failures()).singleElement().isInstanceOf(CredenceException.class);
        }
    }

    @Test
    void shouldSayWhoDidNotAnswer() {
        HttpTarget target;
        try (Unruly service = new Unruly(UNKNOWN)) {
            target = service.target();
        }
        assertThatThrownBy(() -> new HttpSource(target).get("p"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("no answer from " + target.url());
    }

    @Test
    void shouldKeepTheKeyToItself() {
        HttpTarget target =
                new HttpTarget(URI.create("http://h:1"), "secret", Duration.ofSeconds(1), Duration.ofSeconds(1), 1);
        assertThat(target.toString()).doesNotContain("secret");
    }

    private static Told report(Unruly service) {
        return report(service.target());
    }

    private static Told report(HttpTarget target) {
        Told told = new Told();
        try (HttpSink sink = new HttpSink(target)) {
            sink.report(OUTCOME, told);
            sink.flush();
        }
        return told;
    }
}
