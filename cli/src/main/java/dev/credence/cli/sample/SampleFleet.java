package dev.credence.cli.sample;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.core.model.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A fleet of agents that has worked for two months: a few hundred patterns, each with a true rate of success that may
 * change with time, used with Zipf's popularity. Confined to one thread.
 */
public final class SampleFleet {
    /** How far back the fleet's history goes. */
    public static final Duration HISTORY = Duration.ofDays(60);

    private static final long SEED = 20_260_101L;
    private static final int AGENTS = 24;
    private static final int EMBEDDING_LENGTH = 32;
    private static final double WORSENING_SHARE = 0.12;
    private static final double IMPROVING_SHARE = 0.18;

    /** How a pattern's rate moves; the turning point is a time before now. */
    private enum Trend {
        STEADY,
        WORSENING,
        IMPROVING
    }

    private record Member(Pattern pattern, double rate, Trend trend, long turnedBeforeMs) {
        double rateAt(long ageMs) {
            boolean turned = ageMs < turnedBeforeMs;
            return switch (trend) {
                case STEADY -> rate;
                case WORSENING -> turned ? rate * 0.35 : rate;
                case IMPROVING -> turned ? rate + (1 - rate) * 0.6 : rate;
            };
        }
    }

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<Member> members;
    private final double[] cumulative;

    public SampleFleet() {
        members = members();
        cumulative = new double[members.size()];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            sum += 1.0 / (i + 1);
            cumulative[i] = sum;
        }
    }

    /** All patterns of the fleet. */
    public List<Pattern> patterns() {
        return members.stream().map(Member::pattern).toList();
    }

    /** {@code count} outcomes spread over {@link #HISTORY} up to {@code nowMs}, oldest first. */
    public void history(int count, long nowMs, Consumer<Outcome> sink) {
        long[] ages = new long[count];
        for (int i = 0; i < count; i++) {
            ages[i] = (long) (random.nextDouble() * HISTORY.toMillis());
        }
        Arrays.sort(ages);
        for (int i = count - 1; i >= 0; i--) {
            sink.accept(outcome(nowMs, ages[i]));
        }
    }

    /** One outcome that happens now. */
    public Outcome next(long nowMs) {
        return outcome(nowMs, 0);
    }

    private Outcome outcome(long nowMs, long ageMs) {
        Member member = members.get(pick());
        Result result = random.nextDouble() < member.rateAt(ageMs) ? Result.SUCCESS : Result.FAILURE;
        double weight = random.nextInt(10) == 0 ? 3.0 : 1.0;
        // Now and then a failure is an incident, which overtakes whatever is queued.
        boolean incident = ageMs == 0 && result == Result.FAILURE && random.nextInt(20) == 0;
        return new Outcome(
                member.pattern().id(),
                result,
                weight,
                nowMs - ageMs,
                null,
                "agent-" + (1 + random.nextInt(AGENTS)),
                incident ? Priority.CRITICAL : Priority.MEDIUM);
    }

    private int pick() {
        int found = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[cumulative.length - 1]);
        return Math.min(found >= 0 ? found : -found - 1, cumulative.length - 1);
    }

    private List<Member> members() {
        List<Member> made = new ArrayList<>();
        for (String area : Playbook.AREAS) {
            for (Playbook.Advice advice : Playbook.ADVICE) {
                made.add(member(area, advice));
            }
        }
        // Popularity goes by position; without this one area would have all the use.
        Collections.shuffle(made, new java.util.Random(SEED));
        return List.copyOf(made);
    }

    private Member member(String area, Playbook.Advice advice) {
        double draw = random.nextDouble();
        Trend trend =
                draw < WORSENING_SHARE ? Trend.WORSENING : draw < IMPROVING_SHARE ? Trend.IMPROVING : Trend.STEADY;
        double rate = trend == Trend.WORSENING ? 0.8 + 0.18 * random.nextDouble() : 0.3 + 0.68 * random.nextDouble();
        long turned = Duration.ofDays(3 + random.nextInt(18)).toMillis();
        return new Member(pattern(area, advice), rate, trend, turned);
    }

    private Pattern pattern(String area, Playbook.Advice advice) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("area", area);
        metadata.put("learned_by", "agent-" + (1 + random.nextInt(AGENTS)));
        metadata.put("model", random.nextBoolean() ? "planner-v3" : "coder-v7");
        float[] embedding = new float[EMBEDDING_LENGTH];
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] = (float) (random.nextDouble() * 2 - 1);
        }
        Prior prior = random.nextInt(4) == 0 ? new Prior(0.6, 4) : null;
        return new Pattern(
                advice.type() + ":" + area + "." + advice.name(),
                advice.type(),
                String.format(java.util.Locale.ROOT, advice.text(), area),
                metadata,
                embedding,
                advice.type().equals("fix") ? trajectory() : null,
                prior,
                Priority.MEDIUM);
    }

    private List<Step> trajectory() {
        List<Step> steps = new ArrayList<>();
        long atMs = 1_767_225_600_000L + random.nextInt(86_400_000);
        for (String action : List.of("reproduce", "search", "edit", "test", "edit", "test")) {
            atMs += 5_000 + random.nextInt(60_000);
            steps.add(new Step(atMs, action, action.equals("test") ? (double) random.nextInt(2) : null, new double[] {
                steps.size(), random.nextInt(200)
            }));
        }
        return steps;
    }
}
