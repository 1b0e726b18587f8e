package dev.credence.storage;

import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.BodyRecord;
import dev.credence.core.body.DeletedBody;
import dev.credence.core.body.Origin;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.ledger.RefusedRecord;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.core.rules.Reason;
import dev.credence.storage.WriteBatch.BodyChange;
import dev.credence.storage.WriteBatch.EvidenceChange;
import dev.credence.storage.WriteBatch.LedgerChange;
import dev.credence.storage.WriteBatch.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds batches for tests. */
final class Batches {
    static final ViewIdentity IDENTITY = new ViewIdentity("credence", "credence", HalfLives.DEFAULT);
    static final long NOON = 1_760_000_000_000L;

    private static final BodyCodec CODEC = new BodyCodec(6);

    private final List<EvidenceChange> evidence = new ArrayList<>();
    private final List<BodyChange> bodies = new ArrayList<>();
    private final List<LedgerChange> ledger = new ArrayList<>();
    private final List<Position> positions = new ArrayList<>();

    static Batches batch() {
        return new Batches();
    }

    Batches evidence(String id, int partition, Evidence value, long offset) {
        evidence.add(new EvidenceChange(id, partition, new EvidenceRow(value, offset, -1).encode()));
        return this;
    }

    Batches body(String id, int partition, long appendMs, long offset, String content) {
        return body(id, partition, stored(pattern(id, content, null), appendMs, partition, offset));
    }

    Batches deleted(String id, int partition, long appendMs, long offset) {
        return body(id, partition, new DeletedBody(new Origin(appendMs, partition, offset), appendMs));
    }

    Batches body(String id, int partition, BodyRecord body) {
        bodies.add(new BodyChange(id, partition, body));
        return this;
    }

    Batches ledger(String topic, int partition, long next) {
        ledger.add(new LedgerChange(
                partition, new LedgerRow(topic, "topic-id", next, next, next, 0, 0, 1, 1, NOON, NOON, NOON, false)));
        return this;
    }

    /** A ledger row that remembers one refused record. */
    Batches refused(String topic, int partition, long next, long offset) {
        LedgerRow row = new LedgerRow(
                topic,
                "topic-id",
                next,
                next,
                next - 1,
                0,
                1,
                1,
                1,
                NOON,
                NOON,
                NOON,
                false,
                List.of(new RefusedRecord(offset, Reason.BAD_TIME)));
        ledger.add(new LedgerChange(partition, row));
        return this;
    }

    Batches position(String topic, int partition, long offset) {
        positions.add(new Position(topic, partition, "topic-id", offset, 3));
        return this;
    }

    WriteBatch build() {
        return new WriteBatch(evidence, bodies, ledger, positions);
    }

    static Evidence outcomes(long successes, long failures) {
        return outcomes(successes, failures, NOON);
    }

    static Evidence outcomes(long successes, long failures, long atMs) {
        Evidence folded = new Evidence(HalfLives.DEFAULT.defaultMs());
        for (long i = 0; i < successes; i++) {
            folded.fold(Result.SUCCESS, 1.0, atMs);
        }
        for (long i = 0; i < failures; i++) {
            folded.fold(Result.FAILURE, 1.0, atMs);
        }
        return folded;
    }

    static Pattern pattern(String id, String content, @Nullable Prior prior) {
        return new Pattern(
                id, "strategy", content, Map.of("k", "v"), new float[] {0.25f, -1}, null, prior, Priority.MEDIUM);
    }

    static BodyRecord stored(Pattern pattern, long appendMs, int partition, long offset) {
        return CODEC.encode(pattern, new Origin(appendMs, partition, offset), appendMs);
    }

    static String content(@Nullable PatternRow row) {
        if (row == null || row.body() == null) {
            return "";
        }
        return BodyCodec.decode(row.id(), row.body()).content();
    }
}
