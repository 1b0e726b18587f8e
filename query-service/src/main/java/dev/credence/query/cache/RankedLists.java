package dev.credence.query.cache;

import dev.credence.query.ranking.RankedRows;
import dev.credence.query.ranking.Selection;
import dev.credence.query.read.ListPage;
import dev.credence.query.read.ListQuery;
import dev.credence.storage.ViewReader;
import dev.credence.storage.ViewSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists out of rows in memory, which are brought up to date when a list is wanted. Thread-safe. */
final class RankedLists {
    /*
     * One snapshot a list. Once it is fixed at commit s, the follower takes in all commits, at least up to s: then whatever
     * changed after the commit that the rows in memory show is known, and read again in the snapshot. So the rows are those
     * of s, and the page's, too. What the follower took in beyond s is read again next time, because the rows are marked as
     * of s. O(rows changed since the last list) reads, and one pass over the arrays.
     */
    private final ViewReader view;
    private final Validity validity;
    private final Follower follower;
    private RankedRows rows = new RankedRows();
    private @Nullable Era era;
    private long seq;

    RankedLists(ViewReader view, Validity validity, Follower follower) {
        this.view = view;
        this.validity = validity;
        this.follower = follower;
    }

    synchronized ListPage page(ListQuery query) {
        return view.snapshot("list", snapshot -> {
            Selection selection = upTo(snapshot).select(query);
            return selection.page(snapshot.rows(selection.chosen()));
        });
    }

    /** The ids of the first rows, without reading them. */
    synchronized List<String> ids(ListQuery query) {
        return view.snapshot("rank", snapshot -> upTo(snapshot).select(query).chosen());
    }

    /** The rows as of {@code snapshot}. */
    private RankedRows upTo(ViewSnapshot snapshot) {
        follower.catchUp();
        Era now = validity.era();
        if (now != null && !now.generation().equals(snapshot.generation())) {
            now = null;
        }
        if (now != null && now == era && now.lastSeen() >= snapshot.seq() && snapshot.seq() >= seq) {
            refresh(snapshot, now);
        } else {
            rows = new RankedRows();
            snapshot.visitAll(rows);
            era = now;
        }
        seq = snapshot.seq();
        return rows;
    }

    private void refresh(ViewSnapshot snapshot, Era now) {
        long[] changed = now.changedAfter(seq);
        if (changed.length > 0) {
            rows.hide(changed);
            snapshot.visit(changed, rows);
        }
    }
}
