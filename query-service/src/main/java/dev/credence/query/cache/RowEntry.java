package dev.credence.query.cache;

import org.jspecify.annotations.Nullable;

/** Something held of one row. */
abstract class RowEntry extends Entry {
    private final long row;
    private final int unread;

    /** @param unread how many entries before it were made, and replaced, without being read */
    RowEntry(Era era, long row, long seq, int unread) {
        super(era, seq);
        this.row = row;
        this.unread = unread;
    }

    final int unread() {
        return unread;
    }

    final long row() {
        return row;
    }

    /** What makes it valid; null: nothing that is known. */
    final @Nullable Amendment amendment(Era now) {
        return era() == now ? now.amendment(row, seq()) : null;
    }

    @Override
    final boolean isValid(Era now) {
        return era() == now && now.shows(row, seq());
    }
}
