package dev.credence.query.ranking;

import dev.credence.core.evidence.Ageing;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.model.Prior;
import dev.credence.query.read.ListQuery;
import dev.credence.storage.RankedRow;
import dev.credence.storage.RowVisitor;
import java.util.Arrays;
import java.util.List;

/** What the values of all rows are made of, by row number. Not thread-safe. */
public final class RankedRows implements RowVisitor {
    /*
     * Parallel arrays, some 60 bytes a row and the id: a list over a million rows reads them front to back. The sums are as
     * of the start of the row's newest block; one power of two a half-life and list (Ageing), one shift of the exponent a
     * row, make them the same doubles that Evidence gives at the list's time.
     */
    private static final int LEAST = 1024;

    private final LowerBoundCeiling ceiling = new LowerBoundCeiling();
    private final Numbering<String> types = new Numbering<>();
    private final Numbering<Long> halfLives = new Numbering<>();
    private int[] type = new int[0];
    private int[] halfLife = new int[0];
    private long[] block = new long[0];
    private double[] successes = new double[0];
    private double[] failures = new double[0];
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
        Prior prior = row.prior() == null ? Prior.UNIFORM : row.prior();
        type[at] = types.of(row.type());
        halfLife[at] = halfLives.of(evidence.halfLifeMs());
        block[at] = evidence.newestBlock();
        successes[at] = evidence.successSum();
        failures[at] = evidence.failureSum();
        alpha[at] = prior.alpha();
        beta[at] = prior.beta();
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
        Selection selection = new Selection(query, ceiling);
        int wanted = query.type() == null ? Numbering.NONE : types.find(query.type());
        if (query.type() != null && wanted == Numbering.NONE) {
            return selection;
        }
        List<Ageing> ageings = halfLives.things().stream()
                .map(halfLifeMs -> new Ageing(halfLifeMs, query.asOfMs()))
                .toList();
        for (int at = 0; at < size; at++) {
            if (type[at] != Numbering.NONE && (query.type() == null || type[at] == wanted)) {
                Ageing ageing = ageings.get(halfLife[at]);
                selection.offer(
                        ids[at],
                        alpha[at] + ageing.weight(successes[at], block[at]),
                        beta[at] + ageing.weight(failures[at], block[at]),
                        usage[at],
                        lastUsed[at]);
            }
        }
        return selection;
    }

    private void ensure(int at) {
        if (at >= type.length) {
            int length = Math.max(LEAST, at + 1 + at / 2);
            type = Arrays.copyOf(type, length);
            halfLife = Arrays.copyOf(halfLife, length);
            block = Arrays.copyOf(block, length);
            successes = Arrays.copyOf(successes, length);
            failures = Arrays.copyOf(failures, length);
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
