package dev.credence.cli.command;

import static dev.credence.cli.command.Ran.credence;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers at --url that no service of ours gives: a proxy's, or some other program's. */
class ServiceTest {
    private static final String ELSEWHERE = "https://credence.example";

    private final HttpServer server;
    private final String url;
    private volatile Answer answer = new Answer(500, "", null);

    /** @param location where every path is to be asked for instead; null: nowhere */
    private record Answer(int status, String body, @Nullable String location) {}

    ServiceTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldNameWhereARedirectLeads() {
        answer = new Answer(308, "", ELSEWHERE);

        for (String[] command : writesAndReads()) {
            Ran ran = credence(command);

            assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("credence: " + url + " redirects to " + ELSEWHERE + "/v1/");
        }
        assertThat(credence("outcome", "p1", "success", "--url", url).err())
                .endsWith("/v1/confidence: use the service there with --url " + ELSEWHERE + System.lineSeparator());
    }

    @Test
    void shouldNotTakeAnAnswerWithoutReceiptsForStored() {
        for (String body : List.of("{}", "{\"receipts\":[]}", "[]", "", "<html>")) {
            answer = new Answer(200, body, null);

            for (String[] command : List.of(store(), outcome())) {
                assertToldAsAStranger(credence(command));
            }
        }
    }

    @Test
    void shouldNotShowAnAnswerThatIsNoneOfTheService() {
        for (String body : List.of("{}", "", "<html>")) {
            answer = new Answer(200, body, null);

            for (String[] command : writesAndReads()) {
                assertToldAsAStranger(credence(command));
            }
        }
    }

    @Test
    void shouldNotTakeAPathThatNobodyKnowsForAnIdThatNobodyKnows() {
        answer = new Answer(404, "", null);

        assertToldAsAStranger(credence("get", "p1", "--url", url));
    }

    @Test
    void shouldPrintTheReceiptsOfWhatIsStored() {
        answer = new Answer(202, "{\"accepted\":1,\"rejected\":[],\"receipts\":[\"credence.patterns-0@7\"]}", null);

        assertThat(credence(store())).satisfies(ran -> {
            assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
            assertThat(ran.lines()).containsExactly("credence.patterns-0@7");
        });
    }

    private void assertToldAsAStranger(Ran ran) {
        assertThat(ran.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines())
                .singleElement()
                .asString()
                .startsWith("credence: what answers at " + url + " is not a Credence service: ");
    }

    private List<String[]> writesAndReads() {
        return List.of(
                store(),
                outcome(),
                new String[] {"list", "--url", url},
                new String[] {"get", "p1", "--url", url},
                new String[] {"stats", "--url", url, "--json"});
    }

    private String[] store() {
        return new String[] {"store", "p1", "--type", "recipe", "--content", "x", "--url", url};
    }

    private String[] outcome() {
        return new String[] {"outcome", "p1", "success", "--url", url};
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (answer.location() != null) {
            exchange.getResponseHeaders().add("Location", answer.location() + exchange.getRequestURI());
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
