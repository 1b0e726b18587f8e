package dev.credence.schemas.wire;

import dev.credence.core.rules.Refusal;

/** What bytes turned out to be: an event that keeps the rules, or the reason why not. */
public sealed interface Decoded<T> {
    /** An event; its time and its record's key are still to be checked. */
    record Event<T>(T value) implements Decoded<T> {}

    /** Not an event that can be applied. */
    record Refused<T>(Refusal refusal) implements Decoded<T> {}
}
