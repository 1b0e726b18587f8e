package dev.credence.processor.replay;

import dev.credence.core.body.BodyRecord;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Outcome;
import java.util.HashMap;
import java.util.Map;

/** Evidence and bodies of one partition number, as its task would have them. Confined to one thread. */
final class PartitionFold {
    private final HalfLives halfLives;
    private final Map<String, Row> evidence = new HashMap<>();
    private final Map<String, BodyRecord> bodies = new HashMap<>();

    PartitionFold(HalfLives halfLives) {
        this.halfLives = halfLives;
    }

    void fold(Outcome outcome, long offset, boolean priority) {
        Row row = evidence.computeIfAbsent(outcome.patternId(), id -> new Row(new Evidence(halfLives.of(id))));
        row.evidence.fold(outcome.result(), outcome.weight(), outcome.occurredAtMs());
        if (priority) {
            row.priorityOffset = offset;
        } else {
            row.confidenceOffset = offset;
        }
    }

    /** The least append time of the records of this id so far, {@code appendMs} included. */
    long createdAtMs(String id, long appendMs) {
        BodyRecord earlier = bodies.get(id);
        return earlier == null ? appendMs : Math.min(appendMs, earlier.createdAtMs());
    }

    void put(String id, BodyRecord body) {
        bodies.put(id, body);
    }

    /** Evidence rows by id, made anew at each call. */
    Map<String, EvidenceRow> evidence() {
        Map<String, EvidenceRow> rows = new HashMap<>(evidence.size() * 2);
        evidence.forEach(
                (id, row) -> rows.put(id, new EvidenceRow(row.evidence, row.confidenceOffset, row.priorityOffset)));
        return rows;
    }

    Map<String, BodyRecord> bodies() {
        return bodies;
    }

    private static final class Row {
        final Evidence evidence;
        long confidenceOffset = -1;
        long priorityOffset = -1;

        Row(Evidence evidence) {
            this.evidence = evidence;
        }
    }
}
