package dev.credence.bench.storage;

import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.Origin;
import dev.credence.core.body.StoredBody;
import dev.credence.core.codec.CodecConfig;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.storage.WriteBatch.BodyChange;
import dev.credence.storage.WriteBatch.EvidenceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Changes as the view writer takes them, made before anything is timed. Confined to one thread. */
final class Changes {
    private static final long NOON = 1_760_000_000_000L;
    private static final int BODY_BYTES = 1_024;
    private static final int DIFFERENT_BODIES = 4_096;

    private final SplittableRandom random = new SplittableRandom(29);
    private final String[] ids;
    private final Evidence[] evidence;
    private int next;
    private int nextBody;

    Changes(int patterns) {
        ids = new String[patterns];
        evidence = new Evidence[patterns];
        for (int i = 0; i < patterns; i++) {
            ids[i] = "pattern:" + i * 7919L % patterns;
            evidence[i] = new Evidence(HalfLives.DEFAULT.defaultMs());
            for (int left = 10 + random.nextInt(50); left > 0; left--) {
                fold(i);
            }
        }
    }

    /** Rows of the next patterns, round and round, each with an outcome more. */
    List<EvidenceChange> evidence(int rows) {
        List<EvidenceChange> changes = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            int pattern = next++ % ids.length;
            fold(pattern);
            changes.add(new EvidenceChange(
                    ids[pattern], 0, new EvidenceRow(evidence[pattern], evidence[pattern].successes(), -1).encode()));
        }
        return changes;
    }

    /** Bodies of a kilobyte of new patterns, encoded as the processor does by default. */
    List<BodyChange> bodies(int rows) {
        BodyCodec codec = new BodyCodec(CodecConfig.DEFAULT, type -> null);
        StoredBody[] different = new StoredBody[DIFFERENT_BODIES];
        for (int i = 0; i < different.length; i++) {
            Pattern pattern = new Pattern(
                    "any", "strategy", text(), Map.of("source", "bench"), null, null, null, Priority.MEDIUM);
            different[i] = codec.encode(pattern, new Origin(NOON, 0, i), NOON);
        }
        List<BodyChange> changes = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            changes.add(new BodyChange("body:" + nextBody++, 0, different[i % different.length]));
        }
        return changes;
    }

    private String text() {
        StringBuilder text = new StringBuilder(BODY_BYTES + 16);
        while (text.length() < BODY_BYTES) {
            text.append(Long.toString(random.nextLong(100_000), 36)).append(' ');
        }
        text.setLength(BODY_BYTES);
        return text.toString();
    }

    private void fold(int pattern) {
        boolean unused = evidence[pattern].fold(
                random.nextInt(100) < 70 ? Result.SUCCESS : Result.FAILURE, 1.0, NOON + random.nextInt(1_000_000_000));
    }
}
