package dev.credence.ingest.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.core.model.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LineWriterTest {
    private static final LineParser<Outcome> OUTCOMES =
            LineParser.outcomes(() -> Instant.ofEpochMilli(Long.MAX_VALUE / 2));

    @Test
    void shouldWriteTheLinesOfTheContract() {
        assertThat(LineWriter.line(
                        new Outcome("p1", Result.SUCCESS, 1.0, 1_767_323_045_000L, "e1", "agent-7", Priority.CRITICAL)))
                .isEqualTo("{\"pattern_id\":\"p1\",\"outcome\":\"success\",\"weight\":1.0,"
                        + "\"occurred_at\":\"2026-01-02T03:04:05.000Z\",\"event_id\":\"e1\",\"source\":\"agent-7\","
                        + "\"priority\":\"critical\"}");
        assertThat(LineWriter.line(new Pattern(
                        "p1",
                        "strategy",
                        "text…\n",
                        Map.of("k", "v"),
                        new float[] {0.1f},
                        List.of(new Step(1_760_000_000_000L, "edit", 0.5, new double[] {1.0, 2.5})),
                        new Prior(0.6, 4),
                        Priority.MEDIUM)))
                .isEqualTo("{\"id\":\"p1\",\"type\":\"strategy\",\"content\":\"text…\\n\",\"metadata\":{\"k\":\"v\"},"
                        + "\"embedding\":[0.1],\"trajectory\":[{\"at\":1760000000000,\"action\":\"edit\","
                        + "\"reward\":0.5,\"state\":[1.0,2.5]}],\"prior\":{\"mean\":0.6,\"strength\":4.0}}");
    }

    @Test
    void shouldReadBackTheSameBitsWhenOutcomesAreRandom() {
        SplittableRandom random = new SplittableRandom(20261123);
        for (int i = 0; i < 5_000; i++) {
            Outcome outcome = new Outcome(
                    "p" + random.nextInt(1000),
                    pick(random, Result.values()),
                    Math.scalb(1 - random.nextDouble(), random.nextInt(10)),
                    random.nextLong(Long.MAX_VALUE >>> random.nextInt(1, 40)),
                    random.nextBoolean() ? null : "e\u0000\"\\" + Character.toString(random.nextInt(0x10000, 0x10ffff)),
                    random.nextBoolean() ? null : "ä",
                    pick(random, Priority.values()));

            assertThat(Collected.of(OUTCOMES, LineWriter.line(outcome)).onlyValue())
                    .isEqualTo(outcome);
        }
    }

    @Test
    void shouldReadBackTheSameBitsWhenNumbersAreRandom() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2_000; i++) {
            float[] embedding = new float[1 + random.nextInt(20)];
            for (int j = 0; j < embedding.length; j++) {
                embedding[j] = finite(Float.intBitsToFloat(random.nextInt()));
            }
            double[] state = {finite(Double.longBitsToDouble(random.nextLong())), -0.0, Double.MIN_VALUE};
            Double reward = random.nextBoolean() ? null : (Double) finite(Double.longBitsToDouble(random.nextLong()));
            Pattern pattern = new Pattern(
                    "p",
                    "t",
                    "c",
                    Map.of(),
                    embedding,
                    List.of(new Step(random.nextLong(Long.MAX_VALUE), "a", reward, state)),
                    null,
                    Priority.HIGH);

            assertThat(Collected.of(LineParser.patterns(), LineWriter.line(pattern))
                            .onlyValue())
                    .isEqualTo(pattern);
        }
    }

    private static <E> E pick(SplittableRandom random, E[] constants) {
        return constants[random.nextInt(constants.length)];
    }

    private static float finite(float value) {
        return Float.isFinite(value) ? value : 0.5f;
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0.5;
    }
}
