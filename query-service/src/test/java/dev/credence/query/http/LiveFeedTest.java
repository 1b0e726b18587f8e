package dev.credence.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LiveFeedTest {
    private static final Duration EVERY = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final AtomicInteger computed = new AtomicInteger();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Stream> streams = new ArrayList<>();
    private final List<AutoCloseable> servers = new ArrayList<>();
    private int port;

    @AfterEach
    void stop() throws Exception {
        streams.forEach(Stream::close);
        for (AutoCloseable server : servers) {
            server.close();
        }
    }

    @Test
    void shouldSendServerSentEvents() {
        start(new LiveFeed.Limits(4, EVERY, LONG));

        Stream stream = listen();

        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
        assertThat(stream.line()).isEqualTo("retry: 2000");
        assertThat(stream.line()).isEmpty();
        assertThat(stream.line()).isEqualTo("data: 1");
        assertThat(stream.line()).isEmpty();
        assertThat(stream.line()).isEqualTo("data: 2");
    }

    @Test
    void shouldComputeOnceForAllWhoListen() {
        start(new LiveFeed.Limits(8, EVERY, LONG));
        for (int i = 0; i < 8; i++) {
            listen();
        }

        List<Integer> latest =
                streams.stream().map(stream -> stream.until("data: 40")).toList();

        // Each got the fortieth, and whoever computed for each of them would be at 320 by then.
        assertThat(latest).containsOnly(40);
        assertThat(computed.get()).isBetween(40, 160);
    }

    @Test
    void shouldComputeNothingWhileNobodyListens() {
        start(new LiveFeed.Limits(8, EVERY, LONG));
        Stream stream = listen();
        stream.until("data: 3");
        stream.close();

        await().during(Duration.ofMillis(200)).until(() -> {
            int before = computed.get();
            await().pollDelay(EVERY.multipliedBy(3)).until(() -> true);
            return computed.get() == before;
        });
    }

    @Test
    void shouldTakeNoMoreListenersThanItHasPlaceForUntilOneLeaves() {
        start(new LiveFeed.Limits(2, EVERY, LONG));
        Stream first = listen();
        listen();

        Stream third = listen();
        assertThat(third.status()).isEqualTo(503);
        assertThat(third.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(third.header("Retry-After")).isEqualTo("1");
        assertThat(third.line()).contains("overloaded").contains("more than 2 listen already");

        first.close();

        await().until(() -> listen().status() == 200);
    }

    @Test
    void shouldEndAStreamThatLastedLongEnoughAndTakeItsClientAgain() {
        start(new LiveFeed.Limits(1, EVERY, Duration.ofMillis(100)));

        for (int i = 0; i < 3; i++) {
            Stream stream = listen();
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.untilEnd()).isNotEmpty();
        }
    }

    @Test
    void shouldEndAllStreamsWhenItCloses() {
        LiveFeed feed = start(new LiveFeed.Limits(2, EVERY, LONG));
        Stream stream = listen();
        stream.until("data: 2");

        feed.close();

        stream.untilEnd();
        assertThat(listen().status()).isEqualTo(503);
    }

    @Test
    void shouldGoOnAfterEventsThatCouldNotBeMade() {
        start(new LiveFeed.Limits(2, EVERY, LONG), () -> {
            int number = computed.incrementAndGet();
            if (number < 3) {
                throw new IllegalStateException("the view is damaged");
            }
            return Buffer.buffer("data: " + number + "\n\n");
        });

        assertThat(listen().until("data: 3")).isEqualTo(3);
    }

    @Test
    void shouldAnswerHeadWithoutAStreamAndRefuseParameters() throws Exception {
        start(new LiveFeed.Limits(1, EVERY, LONG));

        HttpRequest head = HttpRequest.newBuilder(uri(""))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(client.send(head, HttpResponse.BodyHandlers.discarding())
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("text/event-stream");
        assertThat(open("?every=1").status()).isEqualTo(400);
    }

    private LiveFeed start(LiveFeed.Limits limits) {
        return start(limits, () -> Buffer.buffer("data: " + computed.incrementAndGet() + "\n\n"));
    }

    private LiveFeed start(LiveFeed.Limits limits, Supplier<Buffer> events) {
        LiveFeed feed = new LiveFeed(limits, events);
        HttpFront front = HttpFront.listen(Listening.onPort(0), feed::handle, status -> {});
        servers.addAll(List.of(feed, front));
        port = front.port();
        return feed;
    }

    private URI uri(String query) {
        return URI.create("http://127.0.0.1:" + port + LiveFeed.PATH + query);
    }

    private Stream listen() {
        return open("");
    }

    private Stream open(String query) {
        try {
            Stream stream = new Stream(
                    client.send(HttpRequest.newBuilder(uri(query)).build(), HttpResponse.BodyHandlers.ofInputStream()));
            streams.add(stream);
            return stream;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** An answer that is read line by line. */
    private static final class Stream {
        private final HttpResponse<InputStream> response;
        private final BufferedReader lines;

        Stream(HttpResponse<InputStream> response) {
            this.response = response;
            this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String line() {
            try {
                String line = lines.readLine();
                return line == null ? "end" : line;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /** The number of the event that is waited for. */
        int until(String expected) {
            String line = line();
            while (!line.equals(expected)) {
                assertThat(line).isNotEqualTo("end");
                line = line();
            }
            return Integer.parseInt(line.substring("data: ".length()));
        }

        List<String> untilEnd() {
            List<String> all = new ArrayList<>();
            for (String line = line(); !line.equals("end"); line = line()) {
                all.add(line);
            }
            return all;
        }

        void close() {
            try {
                lines.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
