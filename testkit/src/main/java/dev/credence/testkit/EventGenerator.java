package dev.credence.testkit;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.core.model.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Events from a seed: the same seed gives the same events in the same order. All are acceptable to every rule. Confined
 * to one thread.
 */
public final class EventGenerator {
    private static final long SPAN_MS = 400L * 24 * 60 * 60 * 1000;
    private static final List<String> TYPES = List.of("strategy", "tool", "route", "trajectory", "note");
    private static final List<String> WORDS = List.of(
            "retry", "the", "build", "before", "test", "agent", "cache", "query", "when", "empty", "limit", "read",
            "first", "plan", "token", "graph", "é", "漢", "🚀", "42");

    private final SplittableRandom random;
    private final List<String> ids;

    /** @param patterns how many ids to choose among */
    public EventGenerator(long seed, int patterns) {
        this.random = new SplittableRandom(seed);
        this.ids = IntStream.range(0, patterns).mapToObj(i -> "p" + i).toList();
    }

    /** {@code p0}, {@code p1}, … */
    public List<String> ids() {
        return ids;
    }

    /** One pattern for each id, in order. */
    public List<Pattern> patterns() {
        return ids.stream().map(this::pattern).toList();
    }

    public Pattern pattern(String id) {
        return new Pattern(
                id,
                pick(TYPES),
                text(),
                metadata(),
                maybe() ? embedding() : null,
                maybe() ? trajectory() : null,
                maybe() ? new Prior(random.nextDouble(0.01, 0.99), random.nextDouble(0.1, 100.0)) : null,
                pick(List.of(Priority.values())));
    }

    public List<Outcome> outcomes(int count) {
        return IntStream.range(0, count).mapToObj(i -> outcome()).toList();
    }

    /** Low ids are the busy ones; times reach {@link Fixtures#T0} from 400 days before. */
    public Outcome outcome() {
        double skew = random.nextDouble();
        return outcome(ids.get((int) (skew * skew * skew * ids.size())));
    }

    public Outcome outcome(String id) {
        return new Outcome(
                id,
                random.nextInt(3) > 0 ? Result.SUCCESS : Result.FAILURE,
                maybe() ? 1.0 : random.nextDouble(0.001, 1000.0),
                Fixtures.T0 - random.nextLong(SPAN_MS),
                maybe() ? "e" + random.nextInt(1_000_000) : null,
                maybe() ? "agent-" + random.nextInt(20) : null,
                random.nextInt(10) == 0 ? pick(List.of(Priority.CRITICAL, Priority.HIGH)) : Priority.MEDIUM);
    }

    private boolean maybe() {
        return random.nextBoolean();
    }

    private <T> T pick(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }

    private String text() {
        List<String> words = new ArrayList<>();
        int count = random.nextInt(60);
        for (int i = 0; i < count; i++) {
            words.add(pick(WORDS));
        }
        return String.join(" ", words);
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            metadata.put("key" + i, pick(WORDS));
        }
        return metadata;
    }

    private float @Nullable [] embedding() {
        float[] embedding = new float[1 + random.nextInt(32)];
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] = (float) random.nextDouble(-1.0, 1.0);
        }
        return embedding;
    }

    private List<Step> trajectory() {
        List<Step> steps = new ArrayList<>();
        long at = Fixtures.T0;
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            at += random.nextInt(10_000);
            double[] state = random.doubles(random.nextInt(4), -10.0, 10.0).toArray();
            steps.add(new Step(at, pick(WORDS), maybe() ? random.nextDouble(-1.0, 1.0) : null, state));
        }
        return steps;
    }
}
