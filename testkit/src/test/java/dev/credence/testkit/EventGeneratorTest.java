package dev.credence.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.rules.Rules;
import org.junit.jupiter.api.Test;

class EventGeneratorTest {
    @Test
    void shouldRepeatItselfWhenTheSeedIsTheSame() {
        EventGenerator one = new EventGenerator(42, 50);
        EventGenerator two = new EventGenerator(42, 50);

        assertThat(one.patterns()).isEqualTo(two.patterns());
        assertThat(one.outcomes(500)).isEqualTo(two.outcomes(500));
        assertThat(new EventGenerator(43, 50).outcomes(500)).isNotEqualTo(new EventGenerator(42, 50).outcomes(500));
    }

    @Test
    void shouldMakeEventsThatEveryRuleAccepts() {
        EventGenerator generator = new EventGenerator(7, 300);

        assertThat(generator.patterns())
                .allSatisfy(pattern -> assertThat(Rules.check(pattern)).isNull());
        assertThat(generator.outcomes(1_000)).allSatisfy(outcome -> {
            assertThat(Rules.check(outcome)).isNull();
            assertThat(Rules.checkTime(outcome.occurredAtMs(), Fixtures.T0)).isNull();
        });
        assertThat(Fixtures.PATTERNS)
                .allSatisfy(pattern -> assertThat(Rules.check(pattern)).isNull());
        assertThat(Fixtures.OUTCOMES)
                .allSatisfy(outcome -> assertThat(Rules.check(outcome)).isNull());
    }
}
