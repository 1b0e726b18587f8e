package dev.credence.query.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.core.body.Origin;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Result;
import dev.credence.query.ServiceFixture;
import dev.credence.query.ViewFixture;
import dev.credence.query.access.ApiKeyFile;
import dev.credence.query.access.KeyedAccess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The live page in headless Chromium. Runs with {@code acceptance/page/run}, which sees to it that there is one. */
@EnabledIf(value = "dev.credence.query.page.Browser#isWanted", disabledReason = "PageIT runs with acceptance/page/run")
final class PageIT {
    private static final long HALF_LIFE_MS = HalfLives.DEFAULT.of("tool:good");
    private static final int WIDE = 1280;
    private static final int NARROW = 390;

    private static Browser browser;

    @TempDir
    private Path directory;

    private final PageStatus status = new PageStatus();
    private ViewFixture view;
    private ServiceFixture service;
    private long outcomes;

    @BeforeAll
    static void openBrowser() {
        browser = new Browser();
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @BeforeEach
    void start() {
        view = new ViewFixture(directory);
        service = new ServiceFixture(view, status);
    }

    @AfterEach
    void stop() {
        browser.leave();
        service.close();
        view.close();
    }

    @Test
    void shouldSayWhatToDoWhileThereIsNothingAndFollowWhatHappens() {
        browser.show(url(service), WIDE, 900, false);
        await().until(() -> browser.text("state").contains("being built"));

        view.commit().publish();
        await().until(() -> browser.text("pattern-message").contains("./credence store"));
        assertThat(browser.text("now-patterns")).isEqualTo("0");

        store();
        await().until(() -> browser.text("now-patterns").equals("2"));
        await().until(() -> browser.text("risers").contains("tool:good"));
        assertThat(browser.text("fallers")).contains("tool:bad");
        happen(100);
        await().until(() -> browser.text("now-outcomes-note").equals("100 in all"));
        await().until(() -> {
            happen(10);
            return !browser.text("now-outcomes").startsWith("0");
        });
        assertThat(browser.text("codecs")).contains("zstd").contains("75 %");
        assertThat(browser.text("dead")).contains("3").contains("bad-time").doesNotContain("tombstone");
        assertThat(browser.text("dead"))
                .contains("./credence dead-letters list --reason bad-time")
                .contains("./credence dead-letters redrive --reason bad-time");
        assertThat(browser.count(".plot canvas")).isEqualTo(6);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void shouldFindAPatternByTheKeyboardAlone() {
        view.commit().publish();
        store();
        browser.show(url(service), WIDE, 900, false);
        await().until(() -> browser.text("pattern-id").equals("tool:bad"));

        browser.type("/");
        browser.run("document.getElementById('find-id').select()");
        browser.type("tool:good", Keys.ENTER);

        await().until(() -> browser.text("pattern-id").equals("tool:good"));
        assertThat(browser.text("pattern-text")).isEqualTo("Look before <b>leaping</b>");
        assertThat(Double.parseDouble(browser.text("pattern-mean"))).isGreaterThan(0.9);
        assertThat(browser.count("#pattern-windows tbody tr")).isEqualTo(2);
        assertThat(browser.text("pattern-offsets")).contains("credence.confidence-0@19");

        browser.run("document.getElementById('find-id').select()");
        browser.type("nowhere", Keys.ENTER);
        await().until(() -> browser.text("pattern-message").contains("nowhere"));
    }

    @Test
    void shouldGoOnAndSayThatKafkaIsAway() {
        view.commit().publish();
        store();
        browser.show(url(service), NARROW, 844, true);
        await().until(() -> browser.attribute("state", "data-state").equals("live"));

        status.behindMs = 60_000;

        await().until(() -> browser.attribute("state", "data-state").equals("behind"));
        assertThat(browser.text("state"))
                .contains("60.0 s")
                .contains("Kafka is away")
                .contains("Reads go on");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void shouldSayWhatIsNotMeasuredWhereOtherRolesAreElsewhere() {
        view.commit().publish();
        store();
        try (ServiceFixture alone = new ServiceFixture(view)) {
            browser.show(url(alone), WIDE, 900, false);
            await().until(() -> browser.text("now-freshness-note").equals("not measured here"));

            assertThat(browser.text("now-freshness")).isEqualTo("–");
            assertThat(browser.text("codecs")).isEqualTo("not measured here");
            assertThat(browser.text("dead")).contains("not measured here");
            assertThat(browser.text("now-patterns")).isEqualTo("2");
            assertThat(browser.complaints()).isEmpty();
            browser.leave();
        }
    }

    @Test
    void shouldKeepTheFocusOnWhatCopiesACommand() {
        view.commit().publish();
        store();
        browser.show(url(service), WIDE, 900, false);
        await().until(() -> browser.count("#dead button") == 2);
        browser.run("document.querySelector('#dead button').focus()");

        happen(10);
        await().until(() -> browser.text("now-outcomes-note").equals("10 in all"));
        browser.type(Keys.ENTER);

        assertThat(browser.run("return document.activeElement.getAttribute('aria-label')"))
                .isEqualTo("Copy ./credence dead-letters list --reason bad-time");
        await().until(() -> Objects.equals(browser.run("return document.activeElement.textContent"), "Copied")
                || Objects.equals(
                        browser.run("return getSelection().toString()"),
                        "./credence dead-letters list --reason bad-time"));
    }

    @Test
    void shouldAskForTheKeyAndSendIt() {
        Path keys = directory.resolve("api-keys");
        String key = new ApiKeyFile(keys).add("looker", Instant.EPOCH);
        view.commit().publish();
        try (KeyedAccess access = KeyedAccess.follow(keys, Duration.ofSeconds(1));
                ServiceFixture closed = new ServiceFixture(view, status, access)) {
            browser.show(url(closed), WIDE, 900, false);
            await().until(() -> browser.count("#key-dialog[open]") == 1);

            browser.type("credence_guess", Keys.ENTER);
            await().until(() -> browser.text("key-detail").contains("does not know this key"));
            browser.type(key, Keys.ENTER);

            await().until(() -> browser.attribute("state", "data-state").equals("live"));
            assertThat(browser.count("#key-dialog[open]")).isZero();
            browser.leave();
        }
    }

    @Test
    void shouldBeReadableAndStandStillInBothWidthsAndSchemes() throws IOException {
        String contrast = script("contrast.js");
        view.commit().publish();
        store();
        for (int width : new int[] {WIDE, NARROW}) {
            for (boolean dark : new boolean[] {false, true}) {
                browser.show(url(service), width, 900, dark);
                browser.run("window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach("
                        + "entry => { moved += entry.value; })).observe({type: 'layout-shift', buffered: true})");
                await().until(() -> browser.text("pattern-id").equals("tool:bad"));
                happen(10);
                String counted = String.format("%,d in all", outcomes);
                await().until(() -> browser.text("now-outcomes-note").equals(counted));

                assertThat((List<?>) browser.run(contrast)).as("contrast").isEmpty();
                assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                        .as("no sideways scrolling")
                        .isLessThanOrEqualTo(width);
                assertThat(((Number) Objects.requireNonNull(browser.run("return moved"))).doubleValue())
                        .as("layout shift")
                        .isLessThan(0.02);
            }
        }
        assertThat(browser.complaints()).isEmpty();
    }

    /** One pattern that has got better, and one that has got worse. */
    private void store() {
        long now = System.currentTimeMillis();
        store("tool:good", Result.FAILURE, Result.SUCCESS, now);
        store("tool:bad", Result.SUCCESS, Result.FAILURE, now);
        view.commit();
    }

    private void store(String id, Result before, Result lately, long now) {
        Evidence evidence = new Evidence(HALF_LIFE_MS);
        evidence.fold(before, 1, now - HALF_LIFE_MS);
        for (int i = 0; i < 40; i++) {
            evidence.fold(lately, 1, now);
        }
        view.store(Pattern.ofText(id, "tool", "Look before <b>leaping</b>"), new Origin(now, 0, 4))
                .outcomes(id, 0, evidence, 19, -1);
    }

    private void happen(int more) {
        outcomes += more;
        view.ledger(
                        0,
                        new LedgerRow(
                                ViewFixture.CONFIDENCE,
                                "id",
                                outcomes,
                                outcomes,
                                outcomes,
                                0,
                                0,
                                outcomes / 10,
                                outcomes / 5,
                                1,
                                2,
                                3,
                                false))
                .commit();
    }

    private static String url(ServiceFixture service) {
        return "http://127.0.0.1:" + service.port() + "/";
    }

    private static String script(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(PageIT.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
