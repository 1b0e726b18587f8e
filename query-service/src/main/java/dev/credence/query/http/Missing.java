package dev.credence.query.http;

import dev.credence.core.body.StoredBody;
import dev.credence.query.read.PatternAnswer.Absent;
import dev.credence.storage.PatternRow;

/** The two ways in which a pattern can be missing: nothing is known of it, or only outcomes are. */
final class Missing {
    private Missing() {}

    static Problem unknownId(String id) {
        return new Problem(
                404, "unknown-id", "No such pattern", "nothing is known of " + id + "; store it, or check the id");
    }

    static Problem of(Absent absent) {
        long waiting = absent.waitingOutcomes();
        if (waiting == 0) {
            return unknownId(absent.id());
        }
        return new Problem(
                        404,
                        "no-pattern",
                        "Outcomes without a pattern",
                        waiting + " outcomes of " + absent.id() + " wait for its pattern; they count once it is stored")
                .with("waiting_outcomes", waiting);
    }

    /** @throws Problem 404 if the row has no live body */
    static StoredBody requireBody(PatternRow row) {
        StoredBody body = row.body();
        if (body != null) {
            return body;
        }
        throw of(new Absent(row.id(), row.outcomes()));
    }
}
