package dev.credence.storage;

import dev.credence.core.ledger.LedgerRow;

/** The ledger row of one partition of a source topic. */
public record LedgerEntry(int partition, LedgerRow row) {}
