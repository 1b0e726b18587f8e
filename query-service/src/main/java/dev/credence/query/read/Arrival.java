package dev.credence.query.read;

import dev.credence.core.rules.Reason;

/** What became of waiting for a receipt. */
public sealed interface Arrival {
    /** The view shows what the receipt stands for. */
    record Passed() implements Arrival {}

    /**
     * The view was not there when the wait ended.
     *
     * @param position the first offset of the receipt's partition that the view does not show
     * @param behind how many offsets are missing, the receipt's own included
     */
    record NotYet(long position, long behind) implements Arrival {}

    /** The view has passed the receipt, whose record was dead-lettered. */
    record Refused(Reason reason) implements Arrival {}

    /** The view shows no such topic. */
    record Gone() implements Arrival {}
}
