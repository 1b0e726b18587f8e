package dev.credence.client.view;

import dev.credence.client.contract.KnownPattern;
import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.StoredBody;
import dev.credence.core.evidence.Confidence;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.model.Pattern;
import dev.credence.query.json.PatternJson;
import dev.credence.query.read.PatternAnswer;
import dev.credence.storage.PatternRow;
import java.util.Optional;

/** What the read path says, as the client says it. */
final class Answers {
    private Answers() {}

    static Optional<KnownPattern> known(PatternAnswer answer) {
        return answer instanceof PatternAnswer.Found found
                ? Optional.of(known(found.pattern(), found.row(), found.confidence()))
                : Optional.empty();
    }

    /** Empty if the row has no body. */
    static Optional<KnownPattern> known(PatternRow row, long asOfMs) {
        StoredBody body = row.body();
        if (body == null) {
            return Optional.empty();
        }
        Pattern pattern = BodyCodec.decode(row.id(), body);
        Confidence confidence = Confidence.of(row.evidence(), PatternJson.prior(body.prior()), asOfMs);
        return Optional.of(known(pattern, row, confidence));
    }

    private static KnownPattern known(Pattern pattern, PatternRow row, Confidence confidence) {
        Evidence evidence = row.evidence();
        return new KnownPattern(
                pattern,
                true,
                confidence,
                evidence.successes(),
                evidence.failures(),
                evidence.halfLifeMs(),
                evidence.lastEventMs(),
                row.createdAtMs(),
                row.updatedAtMs());
    }
}
