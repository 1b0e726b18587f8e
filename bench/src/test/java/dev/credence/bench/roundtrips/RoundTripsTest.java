package dev.credence.bench.roundtrips;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.bench.roundtrips.RoundTrips.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundTripsTest {
    private static final int ROUNDS = 800;

    @Test
    void shouldBringEveryValueBackInEveryForm() {
        Map<String, Outcome> outcomes = new RoundTrips(ROUNDS).run();

        assertThat(outcomes).hasSize(8);
        assertThat(outcomes).allSatisfy((way, outcome) -> {
            assertThat(outcome.good()).as(way).isEqualTo(ROUNDS);
            // Else the form was hardly tried.
            assertThat(outcome.inForm()).as(way).isGreaterThan(ROUNDS / 3);
        });
    }
}
