package dev.credence.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.query.ServiceFixture;
import dev.credence.query.access.Access;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** One for each look, of which there are two a second, is more than there is patience for. */
    private static final int MANY = 40;

    private static final String HALF = " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{";

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void shouldEndStreamsWhoseRequestsBodyDoesNotComeAndLookAtTheOthers() throws IOException {
        LiveFeed.Limits limits = new LiveFeed.Limits(MANY, Duration.ofMillis(20), Duration.ofMinutes(5));
        try (LiveFeed feed = new LiveFeed(limits, () -> Buffer.buffer("data: 1\n\n"));
                HttpFront front = listen(feed::handle)) {
            openAmongSilentOnes(front, "GET " + LiveFeed.PATH + HALF);

            await().atMost(PATIENCE).until(this::areAllEnded);
        }
    }

    @Test
    void shouldLookAtTheOthersWhenOneCannotBeTold() throws IOException {
        Handler<HttpServerRequest> broken = request -> request.response().headersEndHandler(end -> {
            throw new IllegalStateException("no head for you");
        });
        try (HttpFront front = listen(broken)) {
            openAmongSilentOnes(front, "POST /" + HALF);

            await().atMost(PATIENCE).until(this::areAllEnded);
        }
    }

    private static HttpFront listen(Handler<HttpServerRequest> handler) {
        ConnectionLimits connections = new ConnectionLimits(100, 600, 600, 60_000);
        return HttpFront.listen(
                new Listening(
                        "127.0.0.1",
                        0,
                        ServiceFixture.LIMITS.withEventLoops(1).admitting(0, connections),
                        Access.open()),
                handler,
                status -> {});
    }

    /** They are looked at in no order: some silent ones come after some of the others. */
    private void openAmongSilentOnes(HttpFront front, String request) throws IOException {
        for (int i = 0; i < MANY; i++) {
            open(front).getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(open(front).isConnected()).isTrue();
        }
    }

    private Socket open(HttpFront front) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port());
        socket.setSoTimeout(1);
        sockets.add(socket);
        return socket;
    }

    private boolean areAllEnded() {
        return sockets.stream().filter(ConnectionsTest::isEnded).count() == sockets.size();
    }

    /** Drops what there is to read. */
    private static boolean isEnded(Socket socket) {
        try {
            return socket.getInputStream().read(new byte[64 << 10]) < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
