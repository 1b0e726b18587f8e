package dev.credence.bench.chaos;

import dev.credence.core.fault.FaultPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One kill of a plan.
 *
 * @param point where the target ends itself; null: at any time, by SIGKILL
 */
record Blow(Target target, @Nullable FaultPoint point) {
    private static final int TIMES_EACH_POINT = 3;

    /** What is killed. */
    enum Target {
        PROCESSOR,
        VIEW,
        QUERY_SERVICE,
        BROKER,
        EVERYTHING;

        /** As it is printed. */
        String text() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * {@code kills} blows in a seeded order: each point three times, or as often as half of the kills allow; the rest
     * falls on the targets in turn, at random times.
     */
    static List<Blow> plan(int kills, long seed) {
        Random random = new Random(seed);
        List<FaultPoint> points = new ArrayList<>(List.of(FaultPoint.values()));
        Collections.shuffle(points, random);
        int atPoints = Math.min(TIMES_EACH_POINT * points.size(), kills / 2);
        List<Blow> plan = new ArrayList<>();
        for (int i = 0; i < atPoints; i++) {
            FaultPoint point = points.get(i % points.size());
            plan.add(new Blow(targetOf(point), point));
        }
        Target[] targets = Target.values();
        for (int i = 0; i < kills - atPoints; i++) {
            // From the hardest down: a short plan has that at least.
            plan.add(new Blow(targets[targets.length - 1 - i % targets.length], null));
        }
        Collections.shuffle(plan, random);
        return plan;
    }

    private static Target targetOf(FaultPoint point) {
        return point.name().startsWith("VIEW_") ? Target.VIEW : Target.PROCESSOR;
    }

    /** Such as {@code view at VIEW_BEGUN}. */
    String text() {
        return target.text() + (point == null ? "" : " at " + point);
    }
}
