package dev.credence.bench.chaos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.bench.chaos.Blow.Target;
import dev.credence.core.fault.FaultPoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlowTest {
    @Test
    void shouldHitEveryPointThreeTimesAndEveryTargetWhenThereAreTwoHundred() {
        List<Blow> plan = Blow.plan(200, 1);

        Map<Optional<FaultPoint>, Long> points =
                plan.stream().collect(groupingBy(blow -> Optional.ofNullable(blow.point()), counting()));
        assertThat(plan).hasSize(200);
        for (FaultPoint point : FaultPoint.values()) {
            assertThat(points).containsEntry(Optional.of(point), 3L);
        }
        assertThat(plan.stream().filter(blow -> blow.point() == null).map(Blow::target))
                .containsOnly(Target.values())
                .hasSize(200 - 3 * FaultPoint.values().length);
    }

    @Test
    void shouldPlanTheSameWhenTheSeedIsTheSame() {
        assertThat(Blow.plan(50, 7)).isEqualTo(Blow.plan(50, 7)).isNotEqualTo(Blow.plan(50, 8));
    }

    @Test
    void shouldGiveHalfToPointsWhenThereAreFew() {
        assertThat(Blow.plan(6, 7))
                .hasSize(6)
                .filteredOn(blow -> blow.point() != null)
                .hasSize(3);
    }
}
