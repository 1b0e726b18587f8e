package dev.credence.processor.evidence;

import dev.credence.processor.ledger.RefusedException;

/** A stored row was folded with another half-life than the configuration gives its id. */
public final class HalfLifeChangedException extends RefusedException {
    private static final long serialVersionUID = 1L;

    HalfLifeChangedException(String id, long storedMs, long configuredMs) {
        super("the evidence of " + id + " was folded with a half-life of " + storedMs
                + " ms; half.life and half.life.prefixes now give " + configuredMs
                + " ms. Set them back, or fold everything anew: start with another application.id");
    }
}
