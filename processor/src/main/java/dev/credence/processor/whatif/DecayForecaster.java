package dev.credence.processor.whatif;

import dev.credence.core.evidence.Ageing;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Result;
import dev.credence.processor.whatif.Way.Decayed;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The product's own evidence at one half-life, under several priors. */
final class DecayForecaster implements Forecaster {
    private final long halfLifeMs;
    private final List<Prior> priors;
    private final Score[] scores;
    private final Map<String, Evidence> evidence = new HashMap<>();

    DecayForecaster(long halfLifeMs, List<Prior> priors) {
        this.halfLifeMs = halfLifeMs;
        this.priors = priors;
        scores = new Score[priors.size()];
        Arrays.setAll(scores, i -> new Score());
    }

    @Override
    public void next(Outcome outcome) {
        Evidence before = evidence.computeIfAbsent(outcome.patternId(), id -> new Evidence(halfLifeMs));
        // An outcome that comes late is foretold as of the latest one before it: what a reader would have been told.
        Ageing ageing = new Ageing(halfLifeMs, Math.max(outcome.occurredAtMs(), before.lastEventMs()));
        double successes = ageing.weight(before.successSum(), before.newestBlock());
        double failures = ageing.weight(before.failureSum(), before.newestBlock());
        for (int i = 0; i < scores.length; i++) {
            Prior prior = priors.get(i);
            scores[i].add(
                    (prior.alpha() + successes) / (prior.strength() + successes + failures),
                    outcome.result() == Result.SUCCESS);
        }
        // A sum at its cap takes no more, as in the product.
        boolean unused = before.fold(outcome.result(), outcome.weight(), outcome.occurredAtMs());
    }

    @Override
    public Stream<Foretold> scores() {
        return IntStream.range(0, scores.length).mapToObj(i -> scores[i].of(new Decayed(halfLifeMs, priors.get(i))));
    }
}
