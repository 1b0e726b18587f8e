package dev.credence.testkit;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.core.model.Step;
import dev.credence.core.rules.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The catalogue of named events, all of which every rule accepts. */
public final class Fixtures {
    /** Some past moment, so that no broker's clock finds it in the future. */
    public static final long T0 = Instant.parse("2026-01-02T03:04:05.678Z").toEpochMilli();

    /** Text and nothing else. */
    public static final Pattern PLAIN =
            Pattern.ofText("plain", "strategy", "When a build fails, read the first error, not the last.");

    /** Every optional part is there. */
    public static final Pattern FULL = new Pattern(
            "full:1.a_b-c",
            "trajectory",
            "Retry with back-off; give up after five attempts.",
            Map.of("agent", "agent-7", "model", "m1"),
            new float[] {0.25f, -1.5f, 3.4e38f, 0f},
            List.of(
                    new Step(T0, "edit", 0.5, new double[] {1.0, 2.5}),
                    new Step(T0 + 1_000, "run", null, new double[] {}),
                    new Step(T0 + 1_250, "edit", -0.125, new double[] {1.0, -2.5})),
            new Prior(0.6, 4.0),
            Priority.HIGH);

    /** One, two, three and four bytes a character, and the ones that end strings elsewhere. */
    public static final Pattern UNICODE =
            Pattern.ofText("unicode", "note", "a\u00e4\u20ac\ud83d\ude80\u0000\"\\\n\u2028 \ufeff");

    /** Nothing in it. */
    public static final Pattern EMPTY = Pattern.ofText("empty", "note", "");

    /** The longest id. */
    public static final Pattern LONG_ID = Pattern.ofText("x".repeat(Limits.ID_CHARS), "note", "long id");

    public static final List<Pattern> PATTERNS = List.of(PLAIN, FULL, UNICODE, EMPTY, LONG_ID);

    public static final Outcome SUCCESS = Outcome.of("plain", Result.SUCCESS, T0);

    public static final Outcome FAILURE = Outcome.of("plain", Result.FAILURE, T0 + 1);

    /** Every optional part is there. */
    public static final Outcome LABELLED =
            new Outcome("full:1.a_b-c", Result.SUCCESS, 2.5, T0 + 2, "event-1", "agent-7", Priority.LOW);

    /** Takes the topic that overtakes. */
    public static final Outcome CRITICAL =
            new Outcome("plain", Result.FAILURE, 1.0, T0 + 3, null, null, Priority.CRITICAL);

    /** The least time, the greatest weight. */
    public static final Outcome OLDEST =
            new Outcome("plain", Result.SUCCESS, Limits.MAX_WEIGHT, 0L, null, null, Priority.MEDIUM);

    /** So light that it counts as the least unit. */
    public static final Outcome LIGHTEST =
            new Outcome("empty", Result.FAILURE, Double.MIN_VALUE, T0 + 4, null, null, Priority.HIGH);

    public static final List<Outcome> OUTCOMES = List.of(SUCCESS, FAILURE, LABELLED, CRITICAL, OLDEST, LIGHTEST);

    private Fixtures() {}
}
