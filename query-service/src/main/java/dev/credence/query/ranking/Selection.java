package dev.credence.query.ranking;

import dev.credence.query.read.Cursor;
import dev.credence.query.read.ListPage;
import dev.credence.query.read.ListQuery;
import dev.credence.query.read.Place;
import dev.credence.storage.PatternRow;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the first rows of a list. Confined to one thread. */
public final class Selection {
    /*
     * A heap of the best limit + 1 rows so far, the worst on top: O(rows · log limit) comparisons.
     */
    private static final Comparator<Place> WORST_FIRST = Comparator.reverseOrder();

    private final ListQuery query;
    private final PriorityQueue<Place> best;

    Selection(ListQuery query) {
        this.query = query;
        this.best = new PriorityQueue<>(query.limit() + 2, WORST_FIRST);
    }

    /** A row with a lesser rank is not of the first; 0 as long as any may be. Never falls. */
    long bar() {
        return isFull() ? best.element().rank() : 0;
    }

    void offer(long rank, String id) {
        boolean full = isFull();
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

    private boolean isFull() {
        return best.size() > query.limit();
    }

    private List<Place> chosenPlaces() {
        return best.stream().sorted().limit(query.limit()).toList();
    }
}
