package dev.credence.query.read;

import dev.credence.core.body.StoredBody;
import dev.credence.core.evidence.Confidence;
import dev.credence.core.model.Prior;
import dev.credence.storage.PatternRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose confidence rose and fell most, out of the patterns that are used most. Pure functions; thread-safe.
 *
 * @param considered how many patterns were compared
 * @param risers greatest change first
 * @param fallers greatest change first
 */
public record Movers(long asOfMs, int considered, List<Mover> risers, List<Mover> fallers) {
    /** A window that ended just now says what is believed now: the one before it says what was believed then. */
    private static final long SHARE_OF_HALF_LIFE = 4;

    /** Less than this is no change. */
    private static final double LEAST_CHANGE = 0.001;

    private static final Comparator<Mover> GREATEST_FIRST = Comparator.comparingDouble(
                    (Mover mover) -> -Math.abs(mover.now() - mover.before()))
            .thenComparing(Mover::id);

    /**
     * @param before the mean at the end of the last window that ended a quarter of a half-life ago or earlier; the prior's
     *     if there is none
     * @param now the mean
     * @param outcomes ever counted
     */
    public record Mover(String id, double before, double now, long outcomes) {}

    /** Compares {@code rows}; O(rows · blocks). */
    public static Movers of(List<PatternRow> rows, long asOfMs, int most) {
        List<Mover> risers = new ArrayList<>();
        List<Mover> fallers = new ArrayList<>();
        for (PatternRow row : rows) {
            Mover mover = mover(row, asOfMs);
            double change = mover.now() - mover.before();
            if (change >= LEAST_CHANGE) {
                risers.add(mover);
            } else if (change <= -LEAST_CHANGE) {
                fallers.add(mover);
            }
        }
        return new Movers(asOfMs, rows.size(), greatest(risers, most), greatest(fallers, most));
    }

    private static Mover mover(PatternRow row, long asOfMs) {
        Prior prior = prior(row.body());
        long latestMs = asOfMs - row.evidence().halfLifeMs() / SHARE_OF_HALF_LIFE;
        double before = prior.mean();
        for (Window window : History.of(row.evidence(), prior, asOfMs)) {
            if (window.toMs() <= latestMs) {
                before = window.meanAtEnd();
            }
        }
        double now = Confidence.of(row.evidence(), prior, asOfMs).mean();
        return new Mover(row.id(), before, now, row.outcomes());
    }

    private static Prior prior(@Nullable StoredBody body) {
        Prior stated = body == null ? null : body.prior();
        return stated == null ? Prior.UNIFORM : stated;
    }

    private static List<Mover> greatest(List<Mover> movers, int most) {
        return movers.stream().sorted(GREATEST_FIRST).limit(most).toList();
    }
}
