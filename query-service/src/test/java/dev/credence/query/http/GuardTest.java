package dev.credence.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.model.Pattern;
import dev.credence.query.ServiceFixture;
import dev.credence.query.ServiceFixture.Reply;
import dev.credence.query.ViewFixture;
import dev.credence.query.access.ApiKeyFile;
import dev.credence.query.access.KeyedAccess;
import dev.credence.query.read.ServingStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {
    private static final String LINE = " HTTP/1.1\r\n";

    @TempDir
    Path directory;

    private ViewFixture view;

    @BeforeEach
    void fill() {
        view = new ViewFixture(directory.resolve("view"))
                .store(Pattern.ofText("p1", "note", "text"), ServiceFixture.ORIGIN)
                .commit()
                .publish();
    }

    @AfterEach
    void close() {
        view.close();
    }

    /** Where keys are asked for. */
    @Nested
    class Keyed {
        private ServiceFixture service;
        private KeyedAccess access;
        private String key = "";

        @BeforeEach
        void start() {
            Path keys = directory.resolve("api-keys");
            key = new ApiKeyFile(keys).add("agent-7", Instant.EPOCH);
            access = KeyedAccess.follow(keys, Duration.ofMillis(20));
            Mount write = new Mount(
                    "POST",
                    "/v1/patterns",
                    request -> request.response().setStatusCode(202).end());
            service = new ServiceFixture(view, ServingStatus.alone(ServiceFixture.PROCESS), access, write);
        }

        @AfterEach
        void stop() {
            service.close();
            access.close();
        }

        @Test
        void shouldAskEverybodyForAKeyButThoseWhoLookAfterTheProcess() {
            for (String path : new String[] {
                "/v1/patterns/p1",
                "/v1/patterns",
                "/v1/patterns/p1/history",
                "/v1/stats",
                "/v1/live",
                "/info",
                "/nowhere"
            }) {
                Reply reply = service.get(path);
                Problems.expect(reply, 401, "no-key", "Authorization: Bearer KEY");
                assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"credence\"");
            }
            assertThat(service.get("/metrics").body())
                    .contains("credence_http_requests_total{route=\"/v1/patterns/{id}\",status=\"401\"} 1.0")
                    .contains("credence_http_requests_total{route=\"other\",status=\"401\"} 1.0");
            for (String path : new String[] {"/", "/page/page.js", "/livez", "/readyz", "/metrics"}) {
                assertThat(service.get(path).status()).isEqualTo(200);
            }
        }

        @Test
        void shouldTakeTheKeyInEitherHeader() {
            assertThat(service.get("/v1/patterns/p1", "Authorization", "Bearer " + key)
                            .status())
                    .isEqualTo(200);
            assertThat(service.get("/v1/patterns/p1", "Authorization", "bearer " + key)
                            .status())
                    .isEqualTo(200);
            assertThat(service.get("/v1/patterns/p1", "X-Api-Key", key).status())
                    .isEqualTo(200);
        }

        @Test
        void shouldRefuseAKeyThatIsNoneOfIts() {
            for (String[] header : new String[][] {
                {"Authorization", "Bearer " + key + "x"},
                {"Authorization", "Bearer x"},
                {"X-Api-Key", "credence_guess"}
            }) {
                Reply reply = service.get("/v1/patterns/p1", header);
                Problems.expect(reply, 401, "no-key", "none of this service's");
                assertThat(reply.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
            }
            Problems.expect(
                    service.get("/v1/patterns/p1", "Authorization", "Basic " + key),
                    401,
                    "no-key",
                    "no API key was sent");
        }

        @Test
        void shouldRefuseARemovedKeyWhileItRuns() {
            new ApiKeyFile(directory.resolve("api-keys")).remove("agent-7");

            org.awaitility.Awaitility.await()
                    .until(() ->
                            service.get("/v1/patterns/p1", "X-Api-Key", key).status() == 401);
        }

        @Test
        void shouldGuardMountedRoutesAndReadNoBodyOfStrangers() {
            String head = "POST /v1/patterns" + LINE + "Host: localhost\r\nContent-Length: 1000000\r\n\r\n{\"id\":";

            String answer = RawClient.untilClosed(service.port(), head);

            assertThat(answer).startsWith("HTTP/1.1 401 ").contains("no-key");
        }
    }

    /** Where only this machine can connect. */
    @Nested
    class Loopback {
        private ServiceFixture service;

        @BeforeEach
        void start() {
            service = new ServiceFixture(view);
        }

        @AfterEach
        void stop() {
            service.close();
        }

        @Test
        void shouldAnswerUnderTheNamesOfThisMachine() {
            for (String host : new String[] {
                "localhost", "LocalHost:80", "127.0.0.1", "127.0.0.1:" + service.port(), "[::1]", "[::1]:8080"
            }) {
                assertThat(ask("Host: " + host + "\r\n")).as(host).startsWith("HTTP/1.1 200 ");
            }
        }

        @Test
        void shouldRefuseNamesThatAPageOfAnywhereCouldHave() {
            for (String host : new String[] {
                "evil.example",
                "evil.example:" + service.port(),
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "[::1].evil.example",
                "[::2]",
                "",
                "10.0.0.1"
            }) {
                assertThat(ask("Host: " + host + "\r\n"))
                        .as(host)
                        .startsWith("HTTP/1.1 421 ")
                        .contains("urn:credence:problem:wrong-host");
            }
        }

        @Test
        void shouldRefuseRequestsThatNameNoneOrSeveral() {
            assertThat(ask("")).startsWith("HTTP/1.1 400 ");
            assertThat(ask("Host: localhost\r\nHost: evil.example\r\n")).startsWith("HTTP/1.1 400 ");
        }

        private String ask(String host) {
            return RawClient.untilClosed(
                    service.port(), "GET /v1/patterns/p1" + LINE + host + "Connection: close\r\n\r\n");
        }
    }
}
