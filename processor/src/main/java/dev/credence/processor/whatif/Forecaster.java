package dev.credence.processor.whatif;

import dev.credence.core.model.Outcome;
import java.util.stream.Stream;

/** Foretells each outcome from those before it, and then learns it. Confined to one thread. */
interface Forecaster {
    void next(Outcome outcome);

    Stream<Foretold> scores();
}
