package dev.credence.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.core.model.Pattern;
import dev.credence.query.ServiceFixture;
import dev.credence.query.ServiceFixture.Reply;
import dev.credence.query.ViewFixture;
import dev.credence.query.access.Access;
import dev.credence.query.read.ServingStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
    private static final String POST = "POST /v1/patterns:batchGet HTTP/1.1\r\nHost: localhost\r\n";
    private static final String GET = "GET /v1/patterns/p1 HTTP/1.1\r\nHost: localhost\r\n";
    private static final int MOST = 20;

    private final List<Socket> sockets = new ArrayList<>();
    private ViewFixture view;
    private ServiceFixture service;

    @BeforeEach
    void start(@TempDir Path directory) {
        view = new ViewFixture(directory)
                .store(Pattern.ofText("p1", "note", "text"), ServiceFixture.ORIGIN)
                .store(Pattern.ofText("large", "note", "x".repeat(100_000)), ServiceFixture.ORIGIN)
                .commit()
                .publish();
        service = service(0, new ConnectionLimits(MOST, 600, 600, 2_500));
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        service.close();
        view.close();
    }

    @Test
    void shouldEndConnectionsThatTrickleTheirHead() throws IOException {
        Socket slow = open();
        String head = GET + "X-Slow: " + "x".repeat(1_000);

        int sent = 0;
        while (sent < head.length() && !isClosed(slow)) {
            try {
                slow.getOutputStream().write(head.charAt(sent));
                sent++;
            } catch (IOException closed) {
                break;
            }
        }

        assertThat(sent).isLessThan(head.length());
    }

    @Test
    void shouldAnswer408ToABodyThatDoesNotCome() {
        String answer = RawClient.untilClosed(service.port(), POST + "Content-Length: 100\r\n\r\n{\"ids\":");

        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("urn:credence:problem:request-timeout");
        assertCounted("/v1/patterns:batchGet", 408, 1);
    }

    @Test
    void shouldEndConnectionsThatAskNothingMore() {
        assertThat(RawClient.untilClosed(service.port(), GET + "\r\n")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void shouldEndConnectionsThatReadNoAnswersButAskOn() throws IOException {
        ByteBuffer requests = ByteBuffer.wrap((GET + "\r\n").repeat(1_000).getBytes(StandardCharsets.US_ASCII));
        try (SocketChannel reader = connect()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> isRefused(reader, requests));
        }
    }

    @Test
    void shouldEndConnectionsThatDoNotReadTheirAnswer() throws IOException {
        String ids = "{\"ids\":[\"large\"" + ",\"large\"".repeat(99) + "]}";
        try (SocketChannel reader = connect()) {
            reader.write(ByteBuffer.wrap(
                    (POST + "Content-Type: application/json\r\nContent-Length: " + ids.length() + "\r\n\r\n" + ids)
                            .getBytes(StandardCharsets.US_ASCII)));

            await().atMost(Duration.ofSeconds(20)).until(() -> isRefused(reader, ByteBuffer.wrap(new byte[] {'G'})));
        }
    }

    @Test
    void shouldTellConnectionsAboveTheLimitAndServeTheOthers() throws IOException {
        Socket first = open();
        assertThat(answer(first, GET + "\r\n")).startsWith("HTTP/1.1 200 ");
        for (int i = 1; i < MOST; i++) {
            assertThat(answer(open(), GET + "\r\n")).startsWith("HTTP/1.1 200 ");
        }

        assertThat(RawClient.untilClosed(service.port(), GET + "\r\n"))
                .startsWith("HTTP/1.1 503 ")
                .contains("urn:credence:problem:overloaded");

        assertThat(answer(first, GET + "\r\n")).startsWith("HTTP/1.1 200 ");
        first.close();
        await().until(() -> RawClient.untilClosed(service.port(), GET + "Connection: close\r\n\r\n")
                .startsWith("HTTP/1.1 200 "));
        assertThat(service.get("/metrics").body())
                .contains("credence_http_requests_total{route=\"other\",status=\"503\"}");
    }

    @Test
    void shouldCountAStreamOnceItHasBegun() throws IOException {
        assertThat(answer(open(), "GET /v1/live HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");

        assertCounted("/v1/live", 200, 1);
    }

    @Test
    void shouldRefuseWhatIsNoHttp() {
        for (String request : new String[] {
            "hello\r\n\r\n",
            "GET /v1/patterns/p1\r\n\r\n",
            POST + "Content-Length: x\r\n\r\n",
            POST + "Content-Length: -1\r\n\r\n",
            POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"
        }) {
            assertThat(RawClient.untilClosed(service.port(), request))
                    .as(request)
                    .matches("(?s)HTTP/1\\.[01] 400 .*application/problem\\+json.*");
        }
        assertCounted("other", 400, 5);
    }

    @Test
    void shouldShedWhatIsAboveTheLimitButNotWhoLooksAfterTheProcess() {
        try (ServiceFixture limited = service(1, ConnectionLimits.defaults())) {
            assertThat(limited.get("/v1/patterns/p1").status()).isEqualTo(200);

            Reply shed = Stream.generate(() -> limited.get("/v1/patterns/p1"))
                    .limit(20)
                    .filter(reply -> reply.status() != 200)
                    .findFirst()
                    .orElseThrow();

            Problems.expect(shed, 429, "too-many-requests", "more than 1 requests a second");
            assertThat(shed.header("Retry-After")).isEqualTo("1");
            assertThat(limited.get("/readyz").status()).isEqualTo(200);
            assertThat(limited.get("/metrics").body()).contains("route=\"/v1/patterns/{id}\",status=\"429\"");
        }
    }

    private void assertCounted(String route, int status, int times) {
        assertThat(service.get("/metrics").body())
                .contains("credence_http_requests_total{route=\"" + route + "\",status=\"" + status + "\"} " + times
                        + ".0");
    }

    private ServiceFixture service(int perSecond, ConnectionLimits connections) {
        return new ServiceFixture(
                view,
                ServingStatus.alone(ServiceFixture.PROCESS),
                Access.open(),
                ServiceFixture.LIMITS.admitting(perSecond, connections));
    }

    private Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
        socket.setSoTimeout(10);
        sockets.add(socket);
        return socket;
    }

    private static String answer(Socket socket, String request) throws IOException {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        byte[] bytes = new byte[4_096];
        return new String(bytes, 0, socket.getInputStream().read(bytes), StandardCharsets.UTF_8);
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), service.port()));
        channel.configureBlocking(false);
        return channel;
    }

    /** Writes what there is room for, and the rest the next time; true once the other side has closed. */
    private static boolean isRefused(SocketChannel channel, ByteBuffer requests) {
        try {
            channel.write(requests);
            if (!requests.hasRemaining()) {
                requests.rewind();
            }
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Whether the other side has closed; takes ten milliseconds while it has not. */
    private static boolean isClosed(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
