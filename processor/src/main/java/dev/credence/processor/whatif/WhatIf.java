package dev.credence.processor.whatif;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Prior;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One pass over outcomes, in which each candidate and peer foretells every next outcome from those before it. Confined to
 * one thread. O(half-lives · priors) an outcome; holds a row for each pattern and half-life.
 */
public final class WhatIf {
    private static final double[] PULLS = {0.02, 0.05, 0.1, 0.2};

    private final List<Forecaster> forecasters = new ArrayList<>();
    private final Set<String> patterns = new HashSet<>();
    private long outcomes;

    /** Tries each half-life with each prior. */
    public WhatIf(List<Long> halfLivesMs, List<Prior> priors) {
        halfLivesMs.forEach(halfLifeMs -> forecasters.add(new DecayForecaster(halfLifeMs, priors)));
        for (double pull : PULLS) {
            forecasters.add(
                    new RateForecaster(new Way.MovingAverage(pull), Outcome::patternId, outcomesBefore -> pull));
        }
        forecasters.add(new RateForecaster(
                new Way.RunningMean(), Outcome::patternId, outcomesBefore -> 1.0 / (outcomesBefore + 1)));
        forecasters.add(
                new RateForecaster(new Way.OneForAll(), outcome -> "", outcomesBefore -> 1.0 / (outcomesBefore + 1)));
    }

    /** Takes the next outcome. */
    public void next(Outcome outcome) {
        outcomes++;
        patterns.add(outcome.patternId());
        forecasters.forEach(forecaster -> forecaster.next(outcome));
    }

    /** Outcomes that were taken. */
    public long outcomes() {
        return outcomes;
    }

    /** Patterns that they are of. */
    public long patterns() {
        return patterns.size();
    }

    /** All ways, the best by log loss first; none if there was no outcome. */
    public List<Foretold> ranking() {
        return outcomes == 0
                ? List.of()
                : forecasters.stream()
                        .flatMap(Forecaster::scores)
                        .sorted(Comparator.comparingDouble(Foretold::logLoss))
                        .toList();
    }
}
