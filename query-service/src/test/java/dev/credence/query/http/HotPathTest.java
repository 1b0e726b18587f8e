package dev.credence.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.model.Pattern;
import dev.credence.query.ServiceFixture;
import dev.credence.query.ViewFixture;
import dev.credence.query.cache.CacheConfig;
import dev.credence.query.cache.PatternCache;
import dev.credence.query.read.Arrivals;
import dev.credence.query.read.Operations;
import dev.credence.storage.ViewReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose workers are gone: what it still answers, it answers on the event loop. */
class HotPathTest {
    private static final int LARGE = 400 << 10;
    private static final InstantSource CLOCK = InstantSource.system();

    @Test
    void shouldAnswerWhatIsCachedOnTheEventLoop(@TempDir Path directory) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Workers gone = new Workers(1, 1, 1_000);
        gone.close();
        try (ViewFixture view = new ViewFixture(directory)
                        .store(Pattern.ofText("p1", "note", "text"), ServiceFixture.ORIGIN)
                        .store(Pattern.ofText("large", "note", "x".repeat(LARGE)), ServiceFixture.ORIGIN)
                        .store(Pattern.ofText("p2", "note", "text"), ServiceFixture.ORIGIN)
                        .commit()
                        .publish();
                ViewReader reader = view.openReader();
                PatternCache cache =
                        PatternCache.open(CacheConfig.defaults().withWarmUp(false), reader, registry, CLOCK);
                Arrivals arrivals = new Arrivals(cache)) {
            Operations operations = new Operations();
            org.awaitility.Awaitility.await().until(() -> {
                cache.load("p1");
                cache.load("large");
                return cache.cached("p1") != null && cache.cached("large") != null;
            });
            Listening listening = Listening.onPort(0);
            Router router = new Router(new Guard(listening), gone, route -> new RouteMeter(registry, route, operations))
                    .add("GET", "/v1/patterns/{id}", new PatternEndpoint(cache, arrivals, new Topics(cache), CLOCK))
                    .add("POST", "/v1/patterns:batchGet", new BatchEndpoint(cache, CLOCK, 1_000));
            try (HttpFront front = HttpFront.listen(listening, router, router.unrouted())) {
                assertThat(ask(front, "GET /v1/patterns/p1", ""))
                        .startsWith("HTTP/1.1 200 ")
                        .contains("\"id\":\"p1\"");
                assertThat(ask(front, "POST /v1/patterns:batchGet", "{\"ids\":[\"p1\"]}"))
                        .startsWith("HTTP/1.1 200 ");
                assertThat(ask(front, "GET /v1/patterns/large", "")).startsWith("HTTP/1.1 200 ");
                assertThat(ask(front, "POST /v1/patterns:batchGet", "{\"ids\":[\"large\",\"large\"]}"))
                        .startsWith("HTTP/1.1 200 ");
                assertThat(ask(front, "POST /v1/patterns:batchGet", "{\"ids\":[\"large\",\"large\",\"large\"]}"))
                        .as("more than a loop puts together")
                        .startsWith("HTTP/1.1 503 ");
                assertThat(ask(front, "GET /v1/patterns/p2", "")).startsWith("HTTP/1.1 503 ");
            }
        }
    }

    private static String ask(HttpFront front, String line, String body) {
        return RawClient.untilClosed(
                front.port(),
                line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body);
    }
}
