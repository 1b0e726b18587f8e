package dev.credence.query.http;

import dev.credence.core.body.StoredBody;
import dev.credence.storage.PatternRow;

/** The two ways in which a pattern can be missing: nothing is known of it, or only outcomes are. */
final class Missing {
    private Missing() {}

    static Problem unknownId(String id) {
        return new Problem(
                404, "unknown-id", "No such pattern", "nothing is known of " + id + "; store it, or check the id");
    }

    /** @throws Problem 404 if the row has no live body */
    static StoredBody requireBody(PatternRow row) {
        StoredBody body = row.body();
        if (body != null) {
            return body;
        }
        long waiting = row.evidence().successes() + row.evidence().failures();
        if (waiting == 0) {
            throw unknownId(row.id());
        }
        throw new Problem(
                        404,
                        "no-pattern",
                        "Outcomes without a pattern",
                        waiting + " outcomes of " + row.id() + " wait for its pattern; they count once it is stored")
                .with("waiting_outcomes", waiting);
    }
}
