package dev.credence.core.evidence;

import dev.credence.core.model.Result;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of one pattern (or of one partition's share of it): counts, and per half-life block the weighted sums of
 * successes and failures. Mutable; confined to one thread. Two evidences are equal if and only if they hold the same
 * bits, and folding the same outcomes gives equal evidences in whatever order, grouping or split they come.
 */
public final class Evidence {
    /*
     * Forward decay after Cormode, Shkapenyuk, Srivastava, Xu (ICDE 2009), made exact with integers:
     *  - A contribution depends on the event alone (Units), so addition is all that happens to sums.
     *  - Blocks below newest-40 are dropped by number alone. What was dropped early under one order is dropped late under
     *    another: the survivors are the same, and each survivor has received all its events, because an event for a
     *    block is only refused once a block 41 above it exists, and then that block does not survive either.
     *  - Sums stay at Long.MAX_VALUE once they would pass it. Contributions are positive, so min(MAX, true sum) is what
     *    remains in any order.
     * Layout: one array, STRIDE longs a block, ascending by block number. One or two blocks is the usual number, so the
     * newest block is tried first and the others are searched from the end. fold is O(blocks), at most 41.
     */
    static final int SPAN = 40;

    static final int STRIDE = 5;
    static final int BLOCK = 0;
    static final int SUM = 1;
    static final int COUNT = 3;
    static final int FAILURE_OFFSET = 1;

    private final long halfLifeMs;
    private long successes;
    private long failures;
    private long lastEventMs = -1;
    private long[] cells;
    private int used;

    /** No evidence. */
    public Evidence(long halfLifeMs) {
        this(halfLifeMs, new long[STRIDE]);
    }

    private Evidence(long halfLifeMs, long[] cells) {
        this.halfLifeMs = halfLifeMs;
        this.cells = cells;
    }

    /**
     * Adds one outcome.
     *
     * @param weight in (0, 1000]
     * @param occurredAtMs Unix milliseconds, not negative
     * @return false if a sum is at its cap and took no more
     */
    public boolean fold(Result result, double weight, long occurredAtMs) {
        boolean success = result == Result.SUCCESS;
        count(success ? 1 : 0, success ? 0 : 1, occurredAtMs);
        int at = cellFor(Units.block(occurredAtMs, halfLifeMs));
        if (at < 0) {
            return true;
        }
        int offset = success ? 0 : FAILURE_OFFSET;
        cells[at + COUNT + offset]++;
        return add(at + SUM + offset, Units.contribution(weight, occurredAtMs, halfLifeMs));
    }

    /**
     * Adds all of {@code other}, such as another partition's share.
     *
     * @return false if a sum is at its cap and took no more
     * @throws IllegalArgumentException if the half-lives differ
     */
    public boolean merge(Evidence other) {
        if (other.halfLifeMs != halfLifeMs) {
            throw new IllegalArgumentException(
                    "evidence of half-life " + other.halfLifeMs + " ms cannot be added to " + halfLifeMs + " ms");
        }
        count(other.successes, other.failures, other.lastEventMs);
        boolean whole = true;
        for (int from = other.used - STRIDE; from >= 0; from -= STRIDE) {
            int at = cellFor(other.cells[from + BLOCK]);
            if (at >= 0) {
                whole &= add(at + SUM, other.cells[from + SUM]);
                whole &= add(at + SUM + FAILURE_OFFSET, other.cells[from + SUM + FAILURE_OFFSET]);
                cells[at + COUNT] += other.cells[from + COUNT];
                cells[at + COUNT + FAILURE_OFFSET] += other.cells[from + COUNT + FAILURE_OFFSET];
            }
        }
        return whole;
    }

    /** Milliseconds in which evidence loses half its weight. */
    public long halfLifeMs() {
        return halfLifeMs;
    }

    /** How many successes were ever folded; never falls. */
    public long successes() {
        return successes;
    }

    /** How many failures were ever folded; never falls. */
    public long failures() {
        return failures;
    }

    /** Unix milliseconds of the latest outcome by its own time; -1 if there is none. */
    public long lastEventMs() {
        return lastEventMs;
    }

    /** Whether no outcome was folded. */
    public boolean isEmpty() {
        return lastEventMs < 0;
    }

    /** How many half-life blocks carry weight: at most 41. */
    public int blocks() {
        return used / STRIDE;
    }

    /** The block at {@code index}, oldest first. */
    public Block block(int index) {
        int at = index * STRIDE;
        return new Block(
                cells[at + BLOCK],
                cells[at + SUM],
                cells[at + SUM + FAILURE_OFFSET],
                cells[at + COUNT],
                cells[at + COUNT + FAILURE_OFFSET]);
    }

    /** The weighted sum of successes as of {@code atMs}, in outcomes of weight 1. */
    public double successWeight(long atMs) {
        return weight(SUM, atMs);
    }

    /** The weighted sum of failures as of {@code atMs}, in outcomes of weight 1. */
    public double failureWeight(long atMs) {
        return weight(SUM + FAILURE_OFFSET, atMs);
    }

    /** The number of the newest block; 0 if there is none. */
    public long newestBlock() {
        return used == 0 ? 0 : newest();
    }

    /** What {@link Ageing#weight} makes the weight of successes of, from {@link #newestBlock} on. */
    public double successSum() {
        return sum(SUM);
    }

    /** What {@link Ageing#weight} makes the weight of failures of, from {@link #newestBlock} on. */
    public double failureSum() {
        return sum(SUM + FAILURE_OFFSET);
    }

    /**
     * One half-life block.
     *
     * @param number floorDiv(time, half-life)
     * @param successSum in units of 2^-30
     * @param failureSum in units of 2^-30
     * @param successes plain count
     * @param failures plain count
     */
    public record Block(long number, long successSum, long failureSum, long successes, long failures) {}

    /** For {@link EvidenceFormat}: an evidence whose blocks follow by {@link #appendBlock}, oldest first. */
    static Evidence restored(long halfLifeMs, long successes, long failures, long lastEventMs, int blocks) {
        Evidence evidence = new Evidence(halfLifeMs, new long[Math.max(1, blocks) * STRIDE]);
        evidence.successes = successes;
        evidence.failures = failures;
        evidence.lastEventMs = lastEventMs;
        return evidence;
    }

    void appendBlock(long number, long successSum, long failureSum, long successCount, long failureCount) {
        int at = used;
        used += STRIDE;
        cells[at + BLOCK] = number;
        cells[at + SUM] = successSum;
        cells[at + SUM + FAILURE_OFFSET] = failureSum;
        cells[at + COUNT] = successCount;
        cells[at + COUNT + FAILURE_OFFSET] = failureCount;
    }

    /** Whether the newest block is the last event's, none is too old, and no count or sum is there without the other. */
    boolean isConsistent() {
        if (used == 0) {
            return lastEventMs < 0 && successes == 0 && failures == 0;
        }
        long blockSuccesses = 0;
        long blockFailures = 0;
        for (int at = 0; at < used; at += STRIDE) {
            long successCount = cells[at + COUNT];
            long failureCount = cells[at + COUNT + FAILURE_OFFSET];
            if (successCount == 0 != (cells[at + SUM] == 0)
                    || failureCount == 0 != (cells[at + SUM + FAILURE_OFFSET] == 0)
                    || (successCount == 0 && failureCount == 0)
                    || successCount > successes - blockSuccesses
                    || failureCount > failures - blockFailures) {
                return false;
            }
            blockSuccesses += successCount;
            blockFailures += failureCount;
        }
        return lastEventMs >= 0 && newest() == Units.block(lastEventMs, halfLifeMs) && cells[BLOCK] >= newest() - SPAN;
    }

    long cell(int index) {
        return cells[index];
    }

    int used() {
        return used;
    }

    private void count(long moreSuccesses, long moreFailures, long eventMs) {
        successes += moreSuccesses;
        failures += moreFailures;
        lastEventMs = Math.max(lastEventMs, eventMs);
    }

    private boolean add(int at, long contribution) {
        long sum = cells[at] + contribution;
        cells[at] = sum < 0 ? Long.MAX_VALUE : sum;
        return sum >= 0;
    }

    /** Where the block's cell starts, made if need be; -1 if the block is too old to carry weight. */
    private int cellFor(long block) {
        int at = used - STRIDE;
        while (at >= 0 && cells[at + BLOCK] > block) {
            at -= STRIDE;
        }
        if (at >= 0 && cells[at + BLOCK] == block) {
            return at;
        }
        if (used > 0 && block < newest() - SPAN) {
            return -1;
        }
        return insert(at + STRIDE, block);
    }

    private int insert(int at, long block) {
        if (used == cells.length) {
            cells = Arrays.copyOf(cells, cells.length + Math.min(cells.length, 8 * STRIDE));
        }
        System.arraycopy(cells, at, cells, at + STRIDE, used - at);
        Arrays.fill(cells, at, at + STRIDE, 0L);
        cells[at + BLOCK] = block;
        used += STRIDE;
        return at - dropOld();
    }

    /** Drops the blocks below newest-40; returns by how many longs the rest moved. */
    private int dropOld() {
        long oldest = newest() - SPAN;
        int drop = 0;
        while (cells[drop + BLOCK] < oldest) {
            drop += STRIDE;
        }
        if (drop > 0) {
            System.arraycopy(cells, drop, cells, 0, used - drop);
            used -= drop;
        }
        return drop;
    }

    private long newest() {
        return cells[used - STRIDE + BLOCK];
    }

    private double weight(int column, long atMs) {
        return used == 0 ? 0.0 : new Ageing(halfLifeMs, atMs).weight(sum(column), newest());
    }

    /** As of the start of the newest block: exact but for what does not fit the 53 bits of a double. */
    private double sum(int column) {
        double sum = 0.0;
        for (int at = 0; at < used; at += STRIDE) {
            sum += Math.scalb((double) cells[at + column], (int) (cells[at + BLOCK] - newest()));
        }
        return sum;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Evidence that
                && halfLifeMs == that.halfLifeMs
                && successes == that.successes
                && failures == that.failures
                && lastEventMs == that.lastEventMs
                && Arrays.equals(cells, 0, used, that.cells, 0, that.used);
    }

    @Override
    public int hashCode() {
        int hash = Long.hashCode(halfLifeMs);
        hash = 31 * hash + Long.hashCode(successes);
        hash = 31 * hash + Long.hashCode(failures);
        for (int i = 0; i < used; i++) {
            hash = 31 * hash + Long.hashCode(cells[i]);
        }
        return hash;
    }

    @Override
    public String toString() {
        return "Evidence[" + successes + " successes, " + failures + " failures, last " + lastEventMs + " ms, "
                + blocks() + " blocks of " + halfLifeMs + " ms]";
    }
}
