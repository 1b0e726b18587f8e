package dev.credence.query.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.evidence.Confidence;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Result;
import dev.credence.query.json.PatternJson.Include;
import dev.credence.query.read.SourceTopics;
import dev.credence.storage.PatternRow;
import dev.credence.storage.SourceOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatternJsonTest {
    private static final long DAY = 24 * 3600 * 1000L;
    private static final SourceTopics TOPICS = SourceTopics.of("a.confidence");

    @Test
    void shouldChangeNothingButTheConfidence() {
        Evidence evidence = new Evidence(30 * DAY);
        evidence.fold(Result.SUCCESS, 1.0, 700 * DAY);
        Pattern pattern = Pattern.ofText("p1", "note", ",\"confidence\":{\"mean\":1} is what it says }");
        PatternRow row = new PatternRow(
                1,
                1,
                "p1",
                null,
                evidence,
                5,
                7,
                List.of(
                        new SourceOffset(SourceOffset.Kind.PATTERNS, 0, 4),
                        new SourceOffset(SourceOffset.Kind.CONFIDENCE, 3, 8)));
        Confidence then = Confidence.of(evidence, Prior.UNIFORM, 701 * DAY);
        Confidence later = Confidence.of(evidence, Prior.UNIFORM, 799 * DAY);

        byte[] again = PatternJson.withConfidence(written(pattern, row, then), evidence, later);

        assertThat(again).isEqualTo(written(pattern, row, later)).isNotEqualTo(written(pattern, row, then));
    }

    private static byte[] written(Pattern pattern, PatternRow row, Confidence confidence) {
        JsonBytes json = new JsonBytes(64);
        PatternJson.write(json, pattern, row, confidence, TOPICS, Include.NOTHING);
        return json.toBytes();
    }
}
