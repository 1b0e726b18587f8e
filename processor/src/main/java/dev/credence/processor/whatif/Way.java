package dev.credence.processor.whatif;

import dev.credence.core.config.Durations;
import dev.credence.core.model.Prior;
import java.time.Duration;
import java.util.Locale;

/** A way to foretell the next outcome of a pattern from those before. */
public sealed interface Way {
    /** Whether it is one of the product's, not a peer. */
    default boolean isCandidate() {
        return this instanceof Decayed;
    }

    /** In words, such as {@code half-life 7d, prior 0.5:2}. */
    String describe();

    /** The product's: evidence of this half-life on top of this prior. */
    record Decayed(long halfLifeMs, Prior prior) implements Way {
        @Override
        public String describe() {
            return "half-life " + Durations.format(Duration.ofMillis(halfLifeMs)) + ", prior " + number(prior.mean())
                    + ":" + number(prior.strength());
        }
    }

    /** An exponential moving average: each outcome pulls by so much, from 0.5 on, however long ago the last one was. */
    record MovingAverage(double pull) implements Way {
        @Override
        public String describe() {
            return "EMA, each outcome pulls by " + number(pull);
        }
    }

    /** All outcomes of the pattern count the same for ever. */
    record RunningMean() implements Way {
        @Override
        public String describe() {
            return "running mean";
        }
    }

    /** The running mean of all patterns together: whoever does no better has learned nothing of the patterns. */
    record OneForAll() implements Way {
        @Override
        public String describe() {
            return "one running mean of all patterns";
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
