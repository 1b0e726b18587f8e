package dev.credence.storage;

import dev.credence.storage.WriteBatch.BodyChange;
import dev.credence.storage.WriteBatch.EvidenceChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that one batch says of one pattern: at most one evidence and one body a partition. */
final class RowChange {
    private final String id;
    private List<EvidenceChange> evidence = List.of();
    private List<BodyChange> bodies = List.of();

    private RowChange(String id) {
        this.id = id;
    }

    /** The batch by pattern, in the order in which the batch first names each. */
    static Map<String, RowChange> byId(WriteBatch batch) {
        Map<String, RowChange> changes =
                new LinkedHashMap<>((batch.evidence().size() + batch.bodies().size()) * 2);
        for (EvidenceChange change : batch.evidence()) {
            changes.computeIfAbsent(change.id(), RowChange::new).put(change);
        }
        for (BodyChange change : batch.bodies()) {
            changes.computeIfAbsent(change.id(), RowChange::new).put(change);
        }
        return changes;
    }

    String id() {
        return id;
    }

    List<EvidenceChange> evidence() {
        return evidence;
    }

    List<BodyChange> bodies() {
        return bodies;
    }

    /** Whether this is all the evidence there is, given where the file has some. */
    boolean hasAllEvidence(int evidenceIn) {
        return evidenceIn == Partitions.NONE || (evidenceIn >= 0 && hasEvidence(evidenceIn));
    }

    /** Where the file has evidence once this is written, given where it has some. */
    int evidenceIn(int before) {
        int after = before;
        for (EvidenceChange change : evidence) {
            after = Partitions.plus(after, change.partition());
        }
        return after;
    }

    boolean hasEvidence(int partition) {
        for (EvidenceChange change : evidence) {
            if (change.partition() == partition) {
                return true;
            }
        }
        return false;
    }

    private void put(EvidenceChange change) {
        if (evidence.isEmpty()) {
            evidence = new ArrayList<>(1);
        } else {
            evidence.removeIf(earlier -> earlier.partition() == change.partition());
        }
        evidence.add(change);
    }

    private void put(BodyChange change) {
        if (bodies.isEmpty()) {
            bodies = new ArrayList<>(1);
        } else {
            bodies.removeIf(earlier -> earlier.partition() == change.partition());
        }
        bodies.add(change);
    }
}
