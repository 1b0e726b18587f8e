package dev.credence.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.body.Origin;
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
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8");

    @TempDir
    private Path directory;

    private ViewFixture view;
    private ServiceFixture service;

    @BeforeEach
    void start() {
        view = new ViewFixture(directory)
                .store(Pattern.ofText("p1", "note", "text"), new Origin(1, 0, 4))
                .commit();
        service = new ServiceFixture(view);
    }

    @AfterEach
    void stop() {
        service.close();
        view.close();
    }

    @Test
    void shouldShowBrowsersThePageAndEverybodyElseWhatIsServed() {
        Reply page = service.get("/", "Accept", BROWSER);

        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Vary")).isEqualTo("Accept");
        assertThat(page.body()).contains("/page/page.js").contains("Dead letters");
        for (Reply index : List.of(service.get("/"), service.get("/", "Accept", "*/*"))) {
            assertThat(index.header("Vary")).isEqualTo("Accept");
            assertThat(index.body()).contains("/v1/patterns:batchGet").doesNotContain("<script");
        }
    }

    @Test
    void shouldServeAllThatThePageLoadsFromItself() {
        String page = service.get("/", "Accept", BROWSER).body();
        List<String> loaded = attributes(page, "(?:href|src)=\"(/page/[^\"]+)\"");

        assertThat(loaded).contains("/page/page.js", "/page/page.css", "/page/uplot.js", "/page/uplot-license.txt");
        loaded.forEach(this::expectFile);
        for (String script :
                loaded.stream().filter(name -> name.endsWith("page.js")).toList()) {
            String code = service.get(script).body();
            attributes(code, "from \"\\./([a-z.]+)\"").forEach(name -> expectFile("/page/" + name));
        }
        assertThat(attributes(page, "(?:href|src)=\"([a-z]+:[^\"]*)\""))
                .as("from elsewhere")
                .isEmpty();
        assertThat(service.get("/page/uplot-license.txt").body()).contains("MIT");
        Problems.expect(service.get("/page/other.js"), 404, "no-such-path", "/page/other.js");
    }

    @Test
    void shouldLetNothingRunThatIsNoFileOfIts() {
        Reply reply = service.get("/", "Accept", BROWSER);

        assertThat(reply.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("script-src 'self';")
                .contains("style-src 'self';")
                .contains("connect-src 'self';")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(reply.body())
                .doesNotContainPattern("<script(?![^>]*src=)")
                .doesNotContainPattern("\\son[a-z]+=")
                .doesNotContainPattern("\\sstyle=|<style");
    }

    @Test
    void shouldNotSendAgainWhatIsKnown() {
        for (String path : new String[] {"/", "/page/page.js", "/page/uplot.js"}) {
            Reply first = service.get(path, "Accept", BROWSER);
            assertThat(first.header("Cache-Control")).isEqualTo("no-cache");

            Reply again = service.get(path, "Accept", BROWSER, "If-None-Match", first.header("ETag"));

            assertThat(again.status()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @Test
    void shouldComeWithoutAKeyButNotItsFigures() {
        Path keys = directory.resolve("api-keys");
        String key = new ApiKeyFile(keys).add("looker", Instant.EPOCH);
        try (KeyedAccess access = KeyedAccess.follow(keys, Duration.ofSeconds(1));
                ServiceFixture closed = new ServiceFixture(view, ServingStatus.alone(ServiceFixture.PROCESS), access)) {
            view.publish();

            assertThat(closed.get("/", "Accept", BROWSER).status()).isEqualTo(200);
            assertThat(closed.get("/page/page.js").status()).isEqualTo(200);
            for (String path : new String[] {"/v1/live", "/v1/stats", "/info", "/v1/patterns/p1/history"}) {
                Problems.expect(closed.get(path), 401, "no-key", "no API key was sent");
            }
            assertThat(closed.get("/v1/patterns/p1/history", "X-Api-Key", key).status())
                    .isEqualTo(200);
        }
    }

    private void expectFile(String path) {
        Reply reply = service.get(path);
        assertThat(reply.status()).as(path).isEqualTo(200);
        assertThat(reply.header("Content-Type"))
                .as(path)
                .isEqualTo(TYPES.get(path.substring(path.lastIndexOf('.') + 1)));
        assertThat(reply.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
        assertThat(reply.body()).as(path).isNotEmpty();
    }

    private static List<String> attributes(String text, String pattern) {
        return java.util.regex.Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
