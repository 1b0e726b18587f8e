package dev.credence.query.cache;

/** Something held of one id, and which commit it shows. */
abstract class Entry {
    /** Headers, references and numbers of an entry and of its place in the table, without key and content. */
    static final int OVERHEAD = 160;

    private final Era era;
    private final long seq;
    /** Not volatile: an entry that is read by many is marked sooner or later, and it is only asked how much it matters. */
    private boolean read;

    Entry(Era era, long seq) {
        this.era = era;
        this.seq = seq;
    }

    final Era era() {
        return era;
    }

    final long seq() {
        return seq;
    }

    final void markRead() {
        if (!read) {
            read = true;
        }
    }

    /** Whether it was read since this was last asked. */
    final boolean takeRead() {
        boolean was = read;
        read = false;
        return was;
    }

    /** Whether it is of {@code now}, and no commit that was seen has made it stale. */
    abstract boolean isValid(Era now);

    /** About how much memory it takes, its key not counted. */
    abstract int bytes();

    /** Of two entries of one id, that of the later commit. */
    static <E extends Entry> E newer(E held, E put) {
        return held.era() == put.era() && held.seq() > put.seq() ? held : put;
    }
}
