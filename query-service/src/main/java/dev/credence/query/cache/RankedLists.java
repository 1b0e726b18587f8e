package dev.credence.query.cache;

import dev.credence.query.ranking.RankedRows;
import dev.credence.query.ranking.Selection;
import dev.credence.query.read.ListPage;
import dev.credence.query.read.ListQuery;
import dev.credence.storage.ViewReader;
import dev.credence.storage.ViewSnapshot;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists out of rows in memory, which are brought up to date when a list is wanted. Thread-safe. */
final class RankedLists {
    /*
     * One snapshot a list. Once it is fixed at commit s, the follower takes in all commits, at least up to s: then whatever
     * changed after the commit that the rows in memory show is known, and read again in the snapshot. So the rows are those
     * of s, and the page's, too. What the follower took in beyond s is read again next time, because the rows are marked as
     * of s. O(rows changed since the last list) reads, and one pass over the arrays.
     *
     * All rows are read in pieces, each in a snapshot of its own in which the rows before it are brought up to date, too:
     * as long as a snapshot lasts the writer's log cannot be cut off, and a million rows take seconds.
     */
    private static final Logger LOG = LoggerFactory.getLogger(RankedLists.class);
    private static final int PIECE_ROWS = 5_000;
    private static final int TRIES = 3;

    private final ViewReader view;
    private final Validity validity;
    private final Follower follower;
    private RankedRows rows = new RankedRows();
    private @Nullable Era era;
    /** What {@code rows} show: the rows up to number {@code readTo}, as of commit {@code seq}. */
    private long seq;

    private long readTo;

    RankedLists(ViewReader view, Validity validity, Follower follower) {
        this.view = view;
        this.validity = validity;
        this.follower = follower;
    }

    synchronized ListPage page(ListQuery query) {
        fill();
        return view.snapshot("list", snapshot -> {
            Selection selection = upTo(snapshot).select(query);
            return selection.page(snapshot.rows(selection.chosen()));
        });
    }

    /** The ids of the first rows, without reading them. */
    synchronized List<String> ids(ListQuery query) {
        fill();
        return view.snapshot("rank", snapshot -> upTo(snapshot).select(query).chosen());
    }

    /** Reads all rows of an era that is new, unless it ends again and again meanwhile. */
    private void fill() {
        follower.catchUp();
        for (int tries = 0; tries < TRIES && validity.era() != era; tries++) {
            forget(validity.era());
            boolean more = era != null;
            while (more) {
                more = view.snapshot("fill", this::piece);
            }
        }
    }

    /** @return whether there are rows to read after it */
    private boolean piece(ViewSnapshot snapshot) {
        if (!follows(snapshot)) {
            era = null;
            return false;
        }
        refresh(snapshot);
        long last = snapshot.lastRow();
        boolean more = last - readTo > PIECE_ROWS;
        long to = more ? readTo + PIECE_ROWS : last;
        snapshot.visit(readTo, to, rows);
        // Whatever comes after the last row is among what changes from now on.
        readTo = more ? to : Long.MAX_VALUE;
        seq = snapshot.seq();
        return more;
    }

    /** The rows as of {@code snapshot}. */
    private RankedRows upTo(ViewSnapshot snapshot) {
        if (follows(snapshot)) {
            refresh(snapshot);
        } else {
            LOG.debug("the commits up to {} are not known: all rows are read in one snapshot", snapshot.seq());
            forget(null);
            snapshot.visitAll(rows);
        }
        seq = snapshot.seq();
        return rows;
    }

    /** Whether everything is known that changed between the rows and {@code snapshot}. */
    private boolean follows(ViewSnapshot snapshot) {
        follower.catchUp();
        Era now = validity.era();
        return now != null
                && now == era
                && now.generation().equals(snapshot.generation())
                && now.lastSeen() >= snapshot.seq()
                && snapshot.seq() >= seq;
    }

    private void refresh(ViewSnapshot snapshot) {
        long[] changed = changedUpTo(readTo);
        if (changed.length > 0) {
            rows.hide(changed);
            snapshot.visit(changed, rows);
        }
    }

    private long[] changedUpTo(long lastRow) {
        long[] changed = era == null ? new long[0] : era.changedAfter(seq);
        int known = changed.length;
        while (known > 0 && changed[known - 1] > lastRow) {
            known--;
        }
        return known == changed.length ? changed : Arrays.copyOf(changed, known);
    }

    private void forget(@Nullable Era next) {
        rows = new RankedRows();
        era = next;
        seq = 0;
        readTo = 0;
    }
}
