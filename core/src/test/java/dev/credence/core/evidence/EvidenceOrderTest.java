package dev.credence.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.model.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same outcomes give the same bytes, in whatever order, grouping or split they come. */
class EvidenceOrderTest {
    private static final int SEEDS = 400;
    private static final long HOUR = 3_600_000;

    @Test
    void shouldGiveTheSameBytesInAnyOrder() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Events events = Events.seeded(seed);
            assertSame(events.fold(), events.shuffled(seed + 1).fold());
        }
    }

    @Test
    void shouldGiveTheSameBytesInAnyTreeOfMerges() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Events events = Events.seeded(seed);
            assertSame(
                    events.fold(), tree(events.shuffled(~seed), 0, events.list().size(), new Random(seed)));
        }
    }

    @Test
    void shouldGiveTheSameBytesWhenSplitOverPartitions() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Events events = Events.seeded(seed).shuffled(seed);
            Random random = new Random(seed);
            List<Evidence> shares = new ArrayList<>();
            for (int p = 0; p < 8; p++) {
                shares.add(new Evidence(events.halfLifeMs()));
            }
            events.list().forEach(e -> shares.get(random.nextInt(8)).fold(e.result(), e.weight(), e.atMs()));
            Evidence sum = new Evidence(events.halfLifeMs());
            shares.forEach(share -> sum.merge(EvidenceFormat.decode(EvidenceFormat.encode(share))));

            assertSame(events.fold(), sum);
        }
    }

    @Test
    void shouldCountAnOutcomeThatIsTooOldToWeigh() {
        Evidence late = new Evidence(HOUR);
        late.fold(Result.SUCCESS, 1, 41 * HOUR);
        late.fold(Result.SUCCESS, 1000, HOUR - 1);
        Evidence ordered = new Evidence(HOUR);
        ordered.fold(Result.SUCCESS, 1000, HOUR - 1);
        ordered.fold(Result.SUCCESS, 1, 41 * HOUR);

        assertSame(ordered, late);
        assertThat(late.blocks()).isEqualTo(1);
        assertThat(late.successes()).isEqualTo(2);
        assertThat(late.successWeight(41 * HOUR)).isEqualTo(1.0);
    }

    @Test
    void shouldWeighAnOutcomeThatIsLateButInsideTheSpan() {
        Evidence evidence = new Evidence(HOUR);
        evidence.fold(Result.SUCCESS, 1, 40 * HOUR);
        evidence.fold(Result.FAILURE, 1, 0);

        assertThat(evidence.blocks()).isEqualTo(2);
        assertThat(evidence.failureWeight(40 * HOUR)).isEqualTo(0x1p-40);
    }

    @Test
    void shouldHoldAtMostOneAndFortyBlocks() {
        Evidence evidence = new Evidence(HOUR);
        for (int i = 0; i < 200; i++) {
            evidence.fold(Result.SUCCESS, 1, i * 7 % 200 * HOUR);
        }

        assertThat(evidence.blocks()).isEqualTo(41);
        assertThat(evidence.successes()).isEqualTo(200);
    }

    @Test
    void shouldStayAtTheCapInAnyOrder() {
        Evidence half = new Evidence(HOUR);
        half.fold(Result.SUCCESS, 1000, HOUR - 1);
        for (int i = 0; i < 22; i++) {
            half.merge(copy(half));
        }
        Evidence one = copy(half);
        boolean whole = one.merge(half);
        Evidence other = new Evidence(HOUR);
        other.fold(Result.SUCCESS, 1, 0);
        other.merge(half);
        other.merge(half);

        assertThat(whole).isFalse();
        assertThat(one.fold(Result.SUCCESS, 1, 0)).isFalse();
        assertThat(one.block(0).successSum()).isEqualTo(Long.MAX_VALUE);
        assertSame(one, other);
    }

    @Test
    void shouldNeverLoseCounts() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Events events = Events.seeded(seed);
            Evidence evidence = new Evidence(events.halfLifeMs());
            long count = 0;
            for (Events.Event e : events.list()) {
                evidence.fold(e.result(), e.weight(), e.atMs());
                assertThat(evidence.successes() + evidence.failures()).isEqualTo(++count);
            }
            assertThat(evidence.lastEventMs())
                    .isEqualTo(events.list().stream()
                            .mapToLong(Events.Event::atMs)
                            .max()
                            .orElseThrow());
        }
    }

    @Test
    void shouldNotAddEvidenceOfAnotherHalfLife() {
        assertThatThrownBy(() -> new Evidence(HOUR).merge(new Evidence(2 * HOUR)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("evidence of half-life 7200000 ms cannot be added to 3600000 ms");
    }

    private static Evidence tree(Events events, int from, int to, Random random) {
        if (to - from < 2 || random.nextInt(5) == 0) {
            return events.fold(from, to);
        }
        int middle = from + 1 + random.nextInt(to - from - 1);
        Evidence left = tree(events, from, middle, random);
        Evidence right = tree(events, middle, to, random);
        if (random.nextBoolean()) {
            left.merge(right);
            return left;
        }
        right.merge(left);
        return right;
    }

    private static Evidence copy(Evidence evidence) {
        return EvidenceFormat.decode(EvidenceFormat.encode(evidence));
    }

    private static void assertSame(Evidence expected, Evidence actual) {
        assertThat(actual).isEqualTo(expected).hasSameHashCodeAs(expected);
        assertThat(EvidenceFormat.encode(actual)).isEqualTo(EvidenceFormat.encode(expected));
    }
}
