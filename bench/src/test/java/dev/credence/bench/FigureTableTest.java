package dev.credence.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTableTest {
    @Test
    void shouldFitIntoEightyColumnsWhenDescriptionsAreLong() {
        StringWriter shown = new StringWriter();

        new FigureTable(List.of(
                        Measure.atLeast(
                                "pipeline",
                                "outcomes/s into SQLite, over a topology that does nothing, median of rounds",
                                new Rounds(List.of(0.2, 0.25, 0.3)),
                                0.45,
                                0.7),
                        Measure.told("pipeline", "outcomes/s", new Rounds(List.of(1_234_567.0)), 900_000),
                        Measure.atMost("lone", "p99, ms", 68, 250, 100)))
                .print(new PrintWriter(shown, true));

        assertThat(shown.toString().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .containsExactly(
                        "FIGURE                                             MEASURED      MUST        AIM",
                        "pipeline",
                        "  outcomes/s into SQLite, over a topology that",
                        "  does nothing, median of rounds                       0.25    ≥ 0.45      ≥ 0.7",
                        "    SHORT, 0.2 to 0.3",
                        "  outcomes/s                                      1,234,567         –  ≥ 900,000",
                        "lone",
                        "  p99, ms                                                68     ≤ 250      ≤ 100");
    }
}
