package dev.credence.cli.records;

import java.time.Duration;

/** What was written could not be read to its end, since a transaction before it stayed open. */
public final class OpenTransactionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OpenTransactionException(String where, Duration waited) {
        super("a transaction has been open for " + waited.toSeconds() + " s and hides what is behind it (" + where
                + "); so nobody can say yet what was redriven before, and nothing was published now. Try again when it"
                + " has ended; 'kafka-transactions.sh find-hanging' names one that does not end by itself");
    }
}
