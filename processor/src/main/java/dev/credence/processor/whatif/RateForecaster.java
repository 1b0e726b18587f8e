package dev.credence.processor.whatif;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Result;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** A peer: one success rate a key, 0.5 before the first outcome. Knows neither time nor weights. */
final class RateForecaster implements Forecaster {
    /** A probability of 0 or 1 is infinitely wrong once it is wrong: the peers are spared that. */
    private static final double SURE = 0.99;

    private final Way way;
    private final Function<Outcome, String> key;
    private final Pull pull;
    private final Map<String, Rate> rates = new HashMap<>();
    private final Score score = new Score();

    /**
     * @param key whose rate an outcome belongs to
     * @param pull how far an outcome pulls the rate, of those before it
     */
    RateForecaster(Way way, Function<Outcome, String> key, Pull pull) {
        this.way = way;
        this.key = key;
        this.pull = pull;
    }

    interface Pull {
        double after(long outcomes);
    }

    @Override
    public void next(Outcome outcome) {
        Rate rate = rates.computeIfAbsent(key.apply(outcome), none -> new Rate());
        boolean success = outcome.result() == Result.SUCCESS;
        score.add(Math.max(1 - SURE, Math.min(SURE, rate.value)), success);
        rate.value += pull.after(rate.outcomes++) * ((success ? 1 : 0) - rate.value);
    }

    @Override
    public Stream<Foretold> scores() {
        return Stream.of(score.of(way));
    }

    private static final class Rate {
        double value = 0.5;
        long outcomes;
    }
}
