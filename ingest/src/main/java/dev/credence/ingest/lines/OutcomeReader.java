package dev.credence.ingest.lines;

import com.fasterxml.jackson.core.JsonParser;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.core.model.TraceParent;
import dev.credence.core.rules.Reason;
import dev.credence.core.rules.Refusal;
import dev.credence.core.rules.Rules;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Reads outcomes. The clock stands in for the broker's, which will judge again. */
final class OutcomeReader implements ObjectReader<Outcome> {
    private static final Fields FIELDS = new Fields(
            "", "pattern_id", "outcome", "weight", "occurred_at", "event_id", "source", "priority", TraceParent.NAME);
    private static final int REQUIRED = 2;

    private static final Result[] RESULTS = Result.values();
    private static final Priority[] PRIORITIES = Priority.values();

    private final InstantSource clock;

    OutcomeReader(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Traced<Outcome> read(JsonParser json) throws IOException {
        String id = "";
        Result result = Result.SUCCESS;
        double weight = 1.0;
        long now = clock.millis();
        long occurredAtMs = now;
        String eventId = null;
        String source = null;
        Priority priority = Priority.MEDIUM;
        TraceParent trace = null;
        int seen = 0;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            seen = FIELDS.add(seen, name);
            json.nextToken();
            switch (name) {
                case "pattern_id" -> id = Tokens.string(json, name);
                case "outcome" -> result = Tokens.constant(json, name, RESULTS);
                case "weight" -> weight = Tokens.number(json, name);
                case "occurred_at" -> occurredAtMs = Tokens.time(json, name);
                case "event_id" -> eventId = Tokens.optionalString(json, name);
                case "source" -> source = Tokens.optionalString(json, name);
                case TraceParent.NAME -> trace = Tokens.trace(json, name);
                default -> priority = Tokens.constant(json, name, PRIORITIES);
            }
        }
        FIELDS.require(seen, REQUIRED);
        return new Traced<>(
                checked(new Outcome(id, result, weight, occurredAtMs, eventId, source, priority), now), trace);
    }

    private static Outcome checked(Outcome outcome, long now) {
        @Nullable Refusal refusal = Rules.check(outcome);
        if (refusal == null) {
            refusal = Rules.checkTime(outcome.occurredAtMs(), now);
        }
        if (refusal != null) {
            throw new LineFault(refusal.reason(), detail(refusal, outcome, now));
        }
        return outcome;
    }

    private static String detail(Refusal refusal, Outcome outcome, long now) {
        // The rule's own words speak of the broker's time, which is not known yet.
        return refusal.reason() == Reason.BAD_TIME && outcome.occurredAtMs() > now
                ? "occurred_at must be at most 5 min after the time here " + Instant.ofEpochMilli(now) + ", was "
                        + Instant.ofEpochMilli(outcome.occurredAtMs())
                : refusal.detail();
    }
}
