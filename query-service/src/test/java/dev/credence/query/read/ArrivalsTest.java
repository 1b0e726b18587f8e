package dev.credence.query.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.model.Pattern;
import dev.credence.query.ServiceFixture;
import dev.credence.query.ViewFixture;
import dev.credence.query.cache.CacheConfig;
import dev.credence.query.cache.PatternCache;
import dev.credence.storage.ViewReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void shouldSayGoneWhenTheTopicWasCreatedAgainWhileItWaits(@TempDir Path directory) throws Exception {
        try (ViewFixture view = new ViewFixture(directory)
                        .store(Pattern.ofText("p1", "note", "text"), ServiceFixture.ORIGIN)
                        .passed(ViewFixture.PATTERNS, 0, 5)
                        .commit()
                        .publish();
                ViewReader reader = view.openReader();
                PatternCache cache = PatternCache.open(
                        CacheConfig.defaults(), reader, new SimpleMeterRegistry(), InstantSource.system());
                Arrivals arrivals = new Arrivals(cache)) {
            CompletableFuture<Arrival> waiting = await(arrivals, 6);
            // Who comes later is looked at later: the first has seen the ledger by then.
            assertThat(await(arrivals, 4).get(10, TimeUnit.SECONDS)).isEqualTo(new Arrival.Passed());

            view.ledger(0, LedgerRow.start(ViewFixture.PATTERNS, "id-of-another", 9))
                    .commit();

            assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(new Arrival.Gone());
        }
    }

    private static CompletableFuture<Arrival> await(Arrivals arrivals, long offset) {
        return arrivals.await(new Receipt(ViewFixture.PATTERNS, 0, offset), LONG)
                .toCompletableFuture();
    }
}
