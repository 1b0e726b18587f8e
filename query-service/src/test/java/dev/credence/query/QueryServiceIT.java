package dev.credence.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.credence.core.body.Origin;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryServiceIT {
    /** A thread a task: the common pool has but one on two processors. */
    private static final Executor THREADS = task -> new Thread(task).start();

    private static final int PATTERNS = 50;

    @Test
    @Tag("smoke")
    void shouldReadWhatItsReceiptStandsForWhileTheViewIsWritten(@TempDir Path directory) throws Exception {
        try (ViewFixture view = new ViewFixture(directory)) {
            for (int i = 0; i < PATTERNS; i++) {
                view.store(Pattern.ofText("p" + i, "note", "text " + i), new Origin(i, 0, i));
            }
            view.passed(ViewFixture.CONFIDENCE, 0, 0).commit().publish();
            try (ServiceFixture service = new ServiceFixture(view)) {
                AtomicBoolean stop = new AtomicBoolean();
                CompletableFuture<Void> lists = CompletableFuture.runAsync(() -> listUntil(service, stop), THREADS);
                Evidence evidence = new Evidence(HalfLives.DEFAULT.defaultMs());
                for (int offset = 0; offset < 200; offset++) {
                    evidence.fold(Result.SUCCESS, 1, 1_000L * offset);
                    int written = offset;
                    CompletableFuture<JsonNode> read = CompletableFuture.supplyAsync(
                            () -> service.get("/v1/patterns/p7?wait=20000&after=credence.confidence-0@" + written)
                                    .json(),
                            THREADS);
                    view.outcomes("p7", 0, evidence, offset, -1)
                            .passed(ViewFixture.CONFIDENCE, 0, offset + 1)
                            .commit();
                    assertThat(read.get(20, TimeUnit.SECONDS).get("usage_count").asInt())
                            .isEqualTo(offset + 1);
                }
                stop.set(true);
                lists.get(20, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void shouldOrderAListByWhatItShowsWhileTheViewIsWritten(@TempDir Path directory) throws Exception {
        try (ViewFixture view = new ViewFixture(directory)) {
            for (int i = 0; i < PATTERNS; i++) {
                view.store(Pattern.ofText("p" + i, "note", "text " + i), new Origin(i, 0, i));
            }
            view.commit().publish();
            try (ServiceFixture service = new ServiceFixture(view)) {
                AtomicBoolean stop = new AtomicBoolean();
                CompletableFuture<Void> lists = CompletableFuture.runAsync(() -> orderedUntil(service, stop), THREADS);
                Random random = new Random(9);
                for (int i = 0; i < 300; i++) {
                    for (int row = 0; row < PATTERNS; row++) {
                        Evidence evidence = new Evidence(HalfLives.DEFAULT.defaultMs());
                        for (int n = random.nextInt(6); n > 0; n--) {
                            evidence.fold(Result.SUCCESS, 1, System.currentTimeMillis());
                        }
                        view.outcomes("p" + row, 0, evidence, i, -1);
                    }
                    view.commit();
                }
                stop.set(true);
                lists.get(20, TimeUnit.SECONDS);
            }
        }
    }

    private static void orderedUntil(ServiceFixture service, AtomicBoolean stop) {
        while (!stop.get()) {
            List<Double> shown = new ArrayList<>();
            for (JsonNode pattern :
                    service.get("/v1/patterns?limit=1000").json().get("patterns")) {
                shown.add(pattern.get("confidence").get("lower_bound").asDouble());
            }
            assertThat(shown).hasSize(PATTERNS).isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    private static void listUntil(ServiceFixture service, AtomicBoolean stop) {
        while (!stop.get()) {
            assertThat(service.get("/v1/patterns?limit=1000").json().get("patterns"))
                    .hasSize(PATTERNS);
        }
    }
}
