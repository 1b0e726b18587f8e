package dev.credence.core.ledger;

import dev.credence.core.rules.Reason;

/** A record of a source that was dead-lettered, and why. */
public record RefusedRecord(long offset, Reason reason) {}
