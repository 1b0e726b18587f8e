package dev.credence.client;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an outcome may say beside how it turned out: {@code OutcomeOptions.weight(2).from("agent-7")}.
 *
 * @param weight in (0, 1000]; 1 is an ordinary outcome
 * @param occurredAt null: at the time of the call
 * @param eventId null: none
 * @param source who reports it; null: nobody
 */
public record OutcomeOptions(
        double weight,
        @Nullable Instant occurredAt,
        Priority priority,
        @Nullable String eventId,
        @Nullable String source) {
    /** An ordinary outcome, now. */
    public static final OutcomeOptions ORDINARY = new OutcomeOptions(1.0, null, Priority.MEDIUM, null, null);

    public static OutcomeOptions weight(double weight) {
        return new OutcomeOptions(weight, null, Priority.MEDIUM, null, null);
    }

    public OutcomeOptions at(Instant time) {
        return new OutcomeOptions(weight, time, priority, eventId, source);
    }

    /** Critical and high ones overtake what waits to be counted. */
    public OutcomeOptions priority(Priority other) {
        return new OutcomeOptions(weight, occurredAt, other, eventId, source);
    }

    public OutcomeOptions eventId(String event) {
        return new OutcomeOptions(weight, occurredAt, priority, event, source);
    }

    public OutcomeOptions from(String reporter) {
        return new OutcomeOptions(weight, occurredAt, priority, eventId, reporter);
    }

    Outcome outcome(String id, Result result, long nowMs) {
        long atMs = occurredAt == null ? nowMs : occurredAt.toEpochMilli();
        return new Outcome(id, result, weight, atMs, eventId, source, priority);
    }
}
