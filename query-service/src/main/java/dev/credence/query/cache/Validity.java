package dev.credence.query.cache;

import dev.credence.storage.Changes;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What is known of the view's commits, and the time at which it was last asked. Written by the follower, read by any. */
final class Validity {
    private final InstantSource clock;
    private final Residents held;
    private volatile @Nullable Era era;
    private volatile long lookedMs;

    /** @param held the rows that may be held */
    Validity(InstantSource clock, Residents held) {
        this.clock = clock;
        this.held = held;
        this.lookedMs = clock.millis();
    }

    /** Null: nothing is known, and so nothing is valid. */
    @Nullable
    Era era() {
        return era;
    }

    /** When the commits were last looked at, which is every few milliseconds: a clock that costs nothing to read. */
    long lookedMs() {
        return lookedMs;
    }

    /** Nothing is known until the next {@link Changes.Anew}. */
    void lost() {
        era = null;
    }

    void apply(@Nullable Changes changes) {
        Era known = era;
        if (changes instanceof Changes.Anew anew) {
            era = new Era(anew);
        } else if (changes instanceof Changes.Commits commits && known != null) {
            known.add(commits.all(), held);
        }
        lookedMs = clock.millis();
    }
}
