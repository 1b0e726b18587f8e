package dev.credence.query.ranking;

import dev.credence.core.evidence.Ageing;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.model.Prior;
import dev.credence.query.read.ListQuery;
import dev.credence.storage.RankedRow;
import dev.credence.storage.RowVisitor;
import java.util.Arrays;

/** What the values of all rows are made of, by row number. Not thread-safe. */
public final class RankedRows implements RowVisitor {
    /*
     * Parallel arrays, some 64 bytes a row and the id: a list over a million rows reads them in order. The sums are as
     * of the start of the row's newest block; one power of two a half-life and list (Ageing), one shift of the exponent a
     * row, make them the same doubles that Evidence gives at the list's time.
     */
    private static final int LEAST = 1024;

    /** Rows that are read front to back; which come next is spread over all, see {@link #select}. */
    private static final int RUN = 64;

    private final LowerBounds bounds = new LowerBounds();
    private final Priors priors = new Priors();
    private final Numbering<String> types = new Numbering<>();
    private final Numbering<Long> halfLives = new Numbering<>();
    private int[] type = new int[0];
    private int[] halfLife = new int[0];
    private long[] block = new long[0];
    private double[] successes = new double[0];
    private double[] failures = new double[0];
    private int[] prior = new int[0];
    private double[] alpha = new double[0];
    private double[] beta = new double[0];
    private long[] usage = new long[0];
    private long[] lastUsed = new long[0];
    private String[] ids = new String[0];
    private int size;

    /** Puts a row, or puts it anew. */
    @Override
    public void visit(RankedRow row) {
        int at = Math.toIntExact(row.row());
        ensure(at);
        Evidence evidence = row.evidence();
        Prior from = row.prior() == null ? Prior.UNIFORM : row.prior();
        type[at] = types.of(row.type());
        halfLife[at] = halfLives.of(evidence.halfLifeMs());
        block[at] = evidence.newestBlock();
        successes[at] = evidence.successSum();
        failures[at] = evidence.failureSum();
        prior[at] = priors.of(from);
        alpha[at] = from.alpha();
        beta[at] = from.beta();
        usage[at] = row.usage();
        lastUsed[at] = row.lastUsedMs();
        ids[at] = row.id();
    }

    /** Takes rows out, as far as they are there. */
    public void hide(long[] rows) {
        for (long row : rows) {
            if (row < size) {
                type[(int) row] = Numbering.NONE;
            }
        }
    }

    /** The ids of the first rows of a list, in its order, with what is needed to go on behind them. O(rows). */
    public Selection select(ListQuery query) {
        Selection selection = new Selection(query);
        int wanted = query.type() == null ? Numbering.NONE : types.find(query.type());
        if (query.type() != null && wanted == Numbering.NONE) {
            return selection;
        }
        Ageing[] ageings = halfLives.things().stream()
                .map(halfLifeMs -> new Ageing(halfLifeMs, query.asOfMs()))
                .toArray(Ageing[]::new);
        BeatenEvidence beaten = new BeatenEvidence(priors, bounds);
        // Runs by their number with its bits reversed: front to back the last rows would be the freshest, thus
        // the best, and each would be among the best so far.
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(size / RUN);
        for (int i = 0; i < 1 << bits; i++) {
            int from = RUN * (Integer.reverse(i) >>> (Integer.SIZE - bits));
            for (int at = from; at < Math.min(size, from + RUN); at++) {
                if (type[at] != Numbering.NONE && (query.type() == null || type[at] == wanted)) {
                    offer(at, query, ageings[halfLife[at]], beaten, selection);
                }
            }
        }
        return selection;
    }

    private void offer(int at, ListQuery query, Ageing ageing, BeatenEvidence beaten, Selection selection) {
        double moreAlpha = ageing.weight(successes[at], block[at]);
        double moreBeta = ageing.weight(failures[at], block[at]);
        double a = alpha[at] + moreAlpha;
        double b = beta[at] + moreBeta;
        Double least = query.minConfidence();
        if (least != null && a / (a + b) < least) {
            return;
        }
        switch (query.sort()) {
            case LOWER_BOUND -> {
                double bar = Double.longBitsToDouble(selection.bar());
                boolean other = prior[at] == Priors.OTHERS;
                if (!beaten.holds(prior[at], other ? a : moreAlpha, other ? b : moreBeta, bar)) {
                    selection.offer(bits(bounds.of(a, b)), ids[at]);
                }
            }
            case CONFIDENCE -> selection.offer(bits(a / (a + b)), ids[at]);
            case USAGE -> selection.offer(usage[at], ids[at]);
            case RECENT -> selection.offer(lastUsed[at], ids[at]);
        }
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    private void ensure(int at) {
        if (at >= type.length) {
            int length = Math.max(LEAST, at + 1 + at / 2);
            type = Arrays.copyOf(type, length);
            halfLife = Arrays.copyOf(halfLife, length);
            block = Arrays.copyOf(block, length);
            successes = Arrays.copyOf(successes, length);
            failures = Arrays.copyOf(failures, length);
            prior = Arrays.copyOf(prior, length);
            alpha = Arrays.copyOf(alpha, length);
            beta = Arrays.copyOf(beta, length);
            usage = Arrays.copyOf(usage, length);
            lastUsed = Arrays.copyOf(lastUsed, length);
            ids = Arrays.copyOf(ids, length);
        }
        if (at >= size) {
            Arrays.fill(type, size, at + 1, Numbering.NONE);
            size = at + 1;
        }
    }
}
