package dev.credence.query.ranking;

import dev.credence.core.model.Prior;
import java.util.Arrays;

/** Numbers for the priors of rows: one each for the first thousand, {@link #OTHERS} for all that come later. */
final class Priors {
    /** The greatest number. */
    static final int OTHERS = 1_023;

    private final Numbering<Prior> numbers = new Numbering<>();
    private double[] alpha = new double[1];
    private double[] beta = new double[1];

    int of(Prior prior) {
        int number = numbers.find(prior);
        return number == Numbering.NONE ? given(prior) : number;
    }

    /** What the rows of this number start from; 0 for {@link #OTHERS}. */
    double alpha(int number) {
        return number == OTHERS ? 0.0 : alpha[number];
    }

    /** What the rows of this number start from; 0 for {@link #OTHERS}. */
    double beta(int number) {
        return number == OTHERS ? 0.0 : beta[number];
    }

    private int given(Prior prior) {
        if (numbers.things().size() == OTHERS) {
            return OTHERS;
        }
        int number = numbers.of(prior);
        if (number == alpha.length) {
            alpha = Arrays.copyOf(alpha, 2 * number);
            beta = Arrays.copyOf(beta, 2 * number);
        }
        alpha[number] = prior.alpha();
        beta[number] = prior.beta();
        return number;
    }
}
