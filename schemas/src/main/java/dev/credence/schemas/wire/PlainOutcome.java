package dev.credence.schemas.wire;

import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.core.rules.Limits;
import dev.credence.core.rules.Rules;

/**
 * What {@link EventDecoder#plainOutcome} read last; kept for the next, so that a million outcomes a second leave nothing
 * behind. Confined to one thread.
 */
public final class PlainOutcome {
    private Result result = Result.SUCCESS;
    private double weight;
    private long occurredAtMs;
    private Priority priority = Priority.MEDIUM;

    public Result result() {
        return result;
    }

    public double weight() {
        return weight;
    }

    /** Unix milliseconds, by the agent's clock. */
    public long occurredAtMs() {
        return occurredAtMs;
    }

    public Priority priority() {
        return priority;
    }

    /** In the order of the current schema, as {@link CurrentOutcomeReader} reads it. */
    boolean read(AvroInput in, byte[] id) {
        if (!in.readText(id) || !Rules.isId(id)) {
            return false;
        }
        result = EventSymbols.result(in.readEnum());
        weight = in.readDouble();
        occurredAtMs = in.readLong();
        boolean plainEventId = isPlainLabel(in);
        boolean plainSource = isPlainLabel(in);
        priority = EventSymbols.priority(in.readEnum());
        return Rules.isWeight(weight) && plainEventId && plainSource;
    }

    private static boolean isPlainLabel(AvroInput in) {
        return !in.isPresent() || in.readAscii(Limits.LABEL_CHARS);
    }
}
