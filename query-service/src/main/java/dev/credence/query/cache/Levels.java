package dev.credence.query.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.credence.query.cache.CacheConfig.Bounds;
import dev.credence.query.cache.CacheConfig.Policy;
import dev.credence.query.read.CacheStatistics;
import dev.credence.query.read.PatternAnswer;
import dev.credence.query.read.PatternAnswer.Absent;
import dev.credence.storage.PatternRow;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The three levels, from the readiest form to the smallest. Thread-safe. */
final class Levels {
    /*
     * What is found is put into the levels above. All that a lookup finds is checked against the era that it was given, so
     * it may go on while the era changes. Ids that do not exist have a store of their own: a flood of them pushes out each
     * other, and no row.
     */
    private static final int UNKNOWN_SHARE = 10;
    private static final int MOST_UNREAD = 16;

    private final Level<Ready> l1;
    private final Level<Image> l2;
    private final Level<Packed> l3;
    private final Level<Unknown> unknown;
    private final Validity validity;
    private final Residents residents;
    private final int mostHeld;

    Levels(CacheConfig config, Validity validity, Residents residents, Ticker ticker) {
        Policy policy = config.policy();
        this.validity = validity;
        this.residents = residents;
        this.l1 = new Level<>(config.l1(), policy, ticker, (id, ready, now) -> ready.amended(now, validity.lookedMs()));
        this.l2 = new Level<>(config.l2(), policy, ticker, (id, image, now) -> image.amended(now));
        this.l3 = new Level<>(config.l3(), policy, ticker, (id, packed, now) -> packed.amended(id, now));
        Bounds rows = config.l3();
        this.unknown = new Level<>(
                new Bounds(
                        Math.max(1, rows.entries() / UNKNOWN_SHARE),
                        Math.max(1, rows.bytes() / UNKNOWN_SHARE),
                        rows.ttl()),
                policy,
                ticker,
                (id, entry, now) -> null);
        this.mostHeld = config.l1().entries() + config.l2().entries() + rows.entries();
    }

    /** A valid answer; null if no level has one. Counts the read unless it returns null. */
    @Nullable
    PatternAnswer answer(String id) {
        Era era = validity.era();
        if (era == null) {
            return null;
        }
        Ready ready = l1.valid(id, era);
        if (ready != null) {
            l1.counts().hit();
            return ready.isRecent(validity.lookedMs()) ? ready.answer() : again(id, ready, era);
        }
        Image image = image(id, era);
        if (image != null) {
            return promoted(id, image, era);
        }
        if (unknown.valid(id, era) != null) {
            unknown.counts().hit();
            return new Absent(id, 0);
        }
        return null;
    }

    /** A valid row image; null if no level has one. Counts as {@link #answer} does. */
    @Nullable
    Image image(String id) {
        Era era = validity.era();
        return era == null ? null : image(id, era);
    }

    /** Whether it is known that nothing is known of {@code id}. Counts the read if so. */
    boolean isUnknown(String id) {
        Era era = validity.era();
        boolean known = era != null && unknown.valid(id, era) != null;
        if (known) {
            unknown.counts().hit();
        }
        return known;
    }

    /** Makes an answer of what the database said, and counts the read as one that no level could answer. */
    PatternAnswer answer(String id, Loaded loaded, long nowMs) {
        count(loaded);
        return ready(id, loaded, nowMs);
    }

    /** Makes an answer of what the database said, and holds it ready. */
    PatternAnswer ready(String id, Loaded loaded, long nowMs) {
        PatternAnswer answer = Rendering.answer(id, loaded.row(), loaded.topics(), nowMs);
        Era era = validity.era();
        if (answer instanceof PatternAnswer.Found found && era != null && loaded.isOf(era)) {
            l1.put(id, new Ready(new Image(era, found.row()), found));
        }
        return answer;
    }

    /** Counts a read that no level could answer. */
    void count(Loaded loaded) {
        if (loaded.row() == null) {
            unknown.counts().miss();
        } else {
            l1.counts().miss();
            l2.counts().miss();
            l3.counts().miss();
        }
    }

    /** Holds what the database said, if it can be told how long it stays valid. */
    void hold(String id, Loaded loaded) {
        Era era = validity.era();
        PatternRow row = loaded.row();
        if (era == null || !loaded.isOf(era)) {
            return;
        }
        if (row == null) {
            unknown.put(id, new Unknown(era, loaded.seq()));
        } else {
            Image image = new Image(era, row);
            l3.put(id, Packed.of(image));
            l2.put(id, image);
            residents.add(row.row());
        }
    }

    /**
     * Holds what a row is now, in each level that held it before; in L1 if its body is the same, which then need not be
     * decoded again.
     *
     * @return false if none did, or nobody has read it through so many changes that it may as well be read when wanted
     */
    boolean refresh(Loaded loaded, PatternRow row) {
        Era era = validity.era();
        Ready ready = l1.store().peek(row.id());
        Image image = l2.store().peek(row.id());
        Packed packed = l3.store().peek(row.id());
        int unread = unread(ready, image, packed);
        if (era == null || !loaded.isOf(era) || unread > MOST_UNREAD || (image == null && packed == null)) {
            return false;
        }
        Image now = new Image(era, image == null ? row : row.sharing(image.image()), unread);
        if (ready != null && ready.hasBodyOf(now)) {
            l1.put(
                    row.id(),
                    new Ready(now, Rendering.changed(ready.answer(), now.image(), era.topics(), validity.lookedMs())));
        }
        if (packed != null) {
            l3.put(row.id(), Packed.of(now, packed));
        }
        if (image != null) {
            l2.put(row.id(), now);
        }
        return true;
    }

    /** How often the row was replaced, this time included, since it was last read in any level. */
    private static int unread(@Nullable Ready ready, @Nullable Image image, @Nullable Packed packed) {
        boolean read = ready != null && ready.takeRead();
        int unread = 0;
        if (image != null) {
            read |= image.takeRead();
            unread = image.unread();
        }
        if (packed != null) {
            read |= packed.takeRead();
            unread = Math.max(unread, packed.unread());
        }
        return read ? 0 : unread + 1;
    }

    /** The rows that a change matters to. */
    Residents residents() {
        return residents;
    }

    /** The rows that are ready to be answered, valid or not. O(entries of L1). */
    BitSet readyRows() {
        BitSet rows = new BitSet();
        l1.store().visit(ready -> rows.set((int) ready.row()));
        return rows;
    }

    /** Whether far more rows are taken for held than can be. */
    boolean hasGone() {
        return residents.size() > 2 * mostHeld;
    }

    /** Finds out which rows are held still, and forgets what is known of others. O(entries). */
    void forgetGone() {
        BitSet held = readyRows();
        l2.store().visit(image -> held.set((int) image.row()));
        l3.store().visit(packed -> held.set((int) packed.row()));
        residents.retain(held);
        Era era = validity.era();
        if (era != null) {
            era.amendOnly(held);
        }
    }

    void clear() {
        residents.clear();
        l1.store().clear();
        l2.store().clear();
        l3.store().clear();
        unknown.store().clear();
    }

    Level<Ready> l1() {
        return l1;
    }

    Level<Image> l2() {
        return l2;
    }

    Level<Packed> l3() {
        return l3;
    }

    Level<Unknown> unknown() {
        return unknown;
    }

    CacheStatistics statistics() {
        CacheStatistics.Level rows = l3.statistics();
        CacheStatistics.Level none = unknown.statistics();
        return new CacheStatistics(
                l1.statistics(),
                l2.statistics(),
                new CacheStatistics.Level(
                        rows.hits(),
                        rows.misses(),
                        rows.entries() + none.entries(),
                        rows.bytes() + none.bytes(),
                        rows.evictions() + none.evictions()),
                none.hits() + none.misses());
    }

    private @Nullable Image image(String id, Era era) {
        Image image = l2.valid(id, era);
        if (image != null) {
            l1.counts().miss();
            l2.counts().hit();
            return image;
        }
        Packed packed = l3.valid(id, era);
        if (packed == null) {
            return null;
        }
        l1.counts().miss();
        l2.counts().miss();
        l3.counts().hit();
        Image unpacked = packed.unpack(id);
        l2.put(id, unpacked);
        return unpacked;
    }

    private PatternAnswer promoted(String id, Image image, Era era) {
        PatternAnswer answer = Rendering.answer(id, image.image(), era.topics(), validity.lookedMs());
        if (answer instanceof PatternAnswer.Found found) {
            l1.put(id, new Ready(image, found));
        }
        return answer;
    }

    private PatternAnswer again(String id, Ready ready, Era era) {
        PatternAnswer.Found answer = Rendering.again(ready.answer(), era.topics(), validity.lookedMs());
        l1.put(id, new Ready(ready, answer));
        return answer;
    }
}
