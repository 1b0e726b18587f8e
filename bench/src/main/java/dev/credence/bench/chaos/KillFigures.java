package dev.credence.bench.chaos;

import dev.credence.bench.chaos.Blow.Target;
import dev.credence.core.fault.FaultPoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How long each restart took, and how often each point was hit. Confined to one thread. */
final class KillFigures {
    private final Map<Target, List<Double>> returns = new EnumMap<>(Target.class);
    private final Map<FaultPoint, Integer> hits = new EnumMap<>(FaultPoint.class);

    /**
     * @param seconds from the restart to the first new outcome readable
     * @param hit whether the target ended where it was to
     */
    void returned(Blow blow, double seconds, boolean hit) {
        returns.computeIfAbsent(blow.target(), none -> new ArrayList<>()).add(seconds);
        FaultPoint point = blow.point();
        if (point != null && hit) {
            hits.merge(point, 1, Integer::sum);
        }
    }

    List<Double> of(Target target) {
        return returns.getOrDefault(target, List.of());
    }

    /** Of all kills but those of everything. */
    List<Double> ofOneRole() {
        return returns.entrySet().stream()
                .filter(entry -> entry.getKey() != Target.EVERYTHING)
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    int hits(FaultPoint point) {
        return hits.getOrDefault(point, 0);
    }

    /** Of the point that was hit least often. */
    int fewestHits() {
        int fewest = Integer.MAX_VALUE;
        for (FaultPoint point : FaultPoint.values()) {
            fewest = Math.min(fewest, hits(point));
        }
        return fewest;
    }
}
