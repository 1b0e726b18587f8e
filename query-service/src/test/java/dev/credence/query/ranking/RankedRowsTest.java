package dev.credence.query.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.evidence.Confidence;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Result;
import dev.credence.query.read.ListQuery;
import dev.credence.query.read.Place;
import dev.credence.query.read.Sort;
import dev.credence.storage.RankedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages out of memory against a full sort, from fresh evidence to such that has decayed to nothing. */
final class RankedRowsTest {
    private static final long DAY_MS = 24L * 3600 * 1000;
    private static final long NOW_MS = 1_760_000_000_000L;
    private static final int ROWS = 3_000;
    private static final int LIMIT = 20;

    private final SplittableRandom random = new SplittableRandom(23);
    private final RankedRows rows = new RankedRows();
    private final List<RankedRow> written = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 400, 800, 1_200, 1_400, 1_500, 1_600, 5_000})
    void shouldEqualAFullSortAtAnyTimeWhateverThePriorsAre(int daysAhead) {
        for (int i = 0; i < ROWS; i++) {
            Prior prior = i % 3 == 0 ? null : new Prior((1 + random.nextInt(9)) / 10.0, 4);
            put(i, i % 7 == 0 ? new Prior(random.nextDouble(0.1, 0.9), random.nextDouble(1, 9)) : prior);
        }

        expectPages(NOW_MS + daysAhead * DAY_MS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 400, 800, 1_200, 1_400, 1_500, 1_600, 5_000})
    void shouldEqualAFullSortAtAnyTimeOfRowsWithOnePrior(int daysAhead) {
        for (int i = 0; i < ROWS; i++) {
            put(i, null);
        }

        expectPages(NOW_MS + daysAhead * DAY_MS);
    }

    private void expectPages(long asOfMs) {
        List<Place> all = written.stream()
                .map(row -> new Place(
                        Double.doubleToRawLongBits(
                                Confidence.of(row.evidence(), row.prior() == null ? Prior.UNIFORM : row.prior(), asOfMs)
                                        .lowerBound()),
                        row.id()))
                .sorted()
                .toList();
        Place after = null;
        for (int from = 0; from < 4 * LIMIT; from += LIMIT) {
            List<Place> expected = all.subList(from, from + LIMIT);
            assertThat(rows.select(new ListQuery(null, null, Sort.LOWER_BOUND, LIMIT, asOfMs, after))
                            .chosen())
                    .isEqualTo(expected.stream().map(Place::id).toList());
            after = expected.get(LIMIT - 1);
        }
    }

    private void put(int i, @Nullable Prior prior) {
        Evidence evidence = new Evidence((i % 2 == 0 ? 30 : 31) * DAY_MS);
        for (int left = random.nextInt(30); left > 0; left--) {
            long at = NOW_MS - (long) (random.nextDouble() * 90 * DAY_MS);
            evidence.fold(random.nextInt(10) < 7 ? Result.SUCCESS : Result.FAILURE, 1.0, at);
        }
        RankedRow row = new RankedRow(i + 1L, "p" + i, "t", prior, evidence, 1, evidence.lastEventMs(), 0, 0);
        written.add(row);
        rows.visit(row);
    }
}
