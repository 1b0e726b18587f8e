package dev.credence.processor.whatif;

/** How well outcomes were foretold: the means of log loss and Brier score. Confined to one thread. */
final class Score {
    private long outcomes;
    private double logLoss;
    private double brier;

    /**
     * @param foretold the probability of a success, in (0, 1)
     */
    void add(double foretold, boolean success) {
        outcomes++;
        logLoss -= Math.log(success ? foretold : 1 - foretold);
        double error = foretold - (success ? 1 : 0);
        brier += error * error;
    }

    Foretold of(Way way) {
        return new Foretold(way, outcomes, logLoss / outcomes, brier / outcomes);
    }
}
