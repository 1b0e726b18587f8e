package dev.credence.query.ranking;

import dev.credence.core.evidence.BetaQuantile;
import dev.credence.query.read.Cursor;
import dev.credence.query.read.ListPage;
import dev.credence.query.read.ListQuery;
import dev.credence.query.read.Place;
import dev.credence.query.read.Sort;
import dev.credence.storage.PatternRow;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Selects the first rows of a list, each valued at the list's time. Confined to one thread. */
public final class Selection {
    /*
     * A heap of the best limit + 1 rows so far, the worst on top: O(rows · log limit) comparisons. What costs is the
     * lower bound, microseconds each, so a row whose ceiling does not reach the worst row's lower bound is passed over.
     */
    private static final Comparator<Place> WORST_FIRST = Comparator.reverseOrder();

    private final ListQuery query;
    private final LowerBoundCeiling ceiling;
    private final PriorityQueue<Place> best;

    /** @param ceiling kept from list to list */
    Selection(ListQuery query, LowerBoundCeiling ceiling) {
        this.query = query;
        this.ceiling = ceiling;
        this.best = new PriorityQueue<>(query.limit() + 2, WORST_FIRST);
    }

    /** @param alpha at the list's time, as is {@code beta} */
    void offer(String id, double alpha, double beta, long usage, long lastUsedMs) {
        double mean = alpha / (alpha + beta);
        Double least = query.minConfidence();
        if ((least != null && mean < least) || isBeaten(alpha, beta)) {
            return;
        }
        long rank = switch (query.sort()) {
            case LOWER_BOUND -> bits(BetaQuantile.lower(alpha, beta));
            case CONFIDENCE -> bits(mean);
            case USAGE -> usage;
            case RECENT -> lastUsedMs;
        };
        keep(rank, id);
    }

    /** The ids of the chosen rows, in the list's order. */
    public List<String> chosen() {
        return chosenPlaces().stream().map(Place::id).toList();
    }

    /** The page of the rows that were chosen. */
    public ListPage page(List<PatternRow> rows) {
        boolean more = best.size() > query.limit();
        Cursor next = more ? Cursor.behind(query, chosenPlaces().get(query.limit() - 1)) : null;
        return new ListPage(query.asOfMs(), rows, next);
    }

    private List<Place> chosenPlaces() {
        return best.stream().sorted().limit(query.limit()).toList();
    }

    private boolean isBeaten(double alpha, double beta) {
        return query.sort() == Sort.LOWER_BOUND
                && best.size() > query.limit()
                && bits(ceiling.of(alpha, beta)) < best.element().rank();
    }

    private void keep(long rank, String id) {
        boolean full = best.size() > query.limit();
        if (full && rank < best.element().rank()) {
            return;
        }
        Place place = new Place(rank, id);
        Place after = query.after();
        if (after != null && place.compareTo(after) <= 0) {
            return;
        }
        if (!full) {
            best.add(place);
        } else if (place.compareTo(best.element()) < 0) {
            best.remove();
            best.add(place);
        }
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }
}
