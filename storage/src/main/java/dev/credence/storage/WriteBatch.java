package dev.credence.storage;

import dev.credence.core.body.BodyRecord;
import dev.credence.core.codec.Dictionary;
import dev.credence.core.ledger.LedgerRow;
import java.util.ArrayList;
import java.util.List;

/**
 * What one transaction writes: rows, and how far the topics have been read to have them. Of several changes of one
 * pattern in one partition the last counts.
 *
 * @param dictionaries that bodies of this batch or of later ones need
 */
public record WriteBatch(
        List<EvidenceChange> evidence,
        List<BodyChange> bodies,
        List<LedgerChange> ledger,
        List<Position> positions,
        List<Dictionary> dictionaries) {

    /** Without dictionaries; one can be added. */
    public WriteBatch(
            List<EvidenceChange> evidence,
            List<BodyChange> bodies,
            List<LedgerChange> ledger,
            List<Position> positions) {
        this(evidence, bodies, ledger, positions, new ArrayList<>());
    }

    /**
     * A pattern's evidence in one partition is now this.
     *
     * @param value bytes of an {@link dev.credence.core.evidence.EvidenceRow}
     */
    public record EvidenceChange(String id, int partition, byte[] value) {}

    /** A pattern's body in one partition is now this, or was deleted. */
    public record BodyChange(String id, int partition, BodyRecord body) {}

    /** The fates of one source partition's records are now these. */
    public record LedgerChange(int partition, LedgerRow row) {}

    /**
     * How far a compacted topic has been read.
     *
     * @param topicId Kafka's id of the topic, as text
     * @param offset the next to read
     * @param leaderEpoch of the last record read; -1 if unknown
     */
    public record Position(String topic, int partition, String topicId, long offset, int leaderEpoch) {}
}
