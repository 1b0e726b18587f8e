package dev.credence.storage;

import dev.credence.core.body.StoredBody;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.storage.SourceOffset.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one pattern, in one snapshot.
 *
 * @param row its number in this generation
 * @param seq the commit that the snapshot shows
 * @param body null if none was stored, or the latest word is its deletion
 * @param evidence of all partitions together; empty if there were no outcomes
 * @param createdAtMs least append time of the pattern's body records; -1 if there are none
 * @param updatedAtMs greatest append time of them; -1 if there are none
 * @param offsets the last record of each source partition that the row rests on
 */
public record PatternRow(
        long row,
        long seq,
        String id,
        @Nullable StoredBody body,
        Evidence evidence,
        long createdAtMs,
        long updatedAtMs,
        List<SourceOffset> offsets) {

    /** The same in less memory, if {@code older} has the same body: that is then shared, and the id. */
    public PatternRow sharing(PatternRow older) {
        return older.id.equals(id) && isSame(older.body, body)
                ? new PatternRow(row, seq, older.id, older.body, evidence, createdAtMs, updatedAtMs, offsets)
                : this;
    }

    /**
     * The same after the commit {@code seq}, which carries its evidence.
     *
     * @param partition the only one that has evidence of it
     * @param value bytes of an {@link EvidenceRow}
     * @throws dev.credence.core.bytes.MalformedBytesException if the value is none
     */
    public PatternRow after(long seq, int partition, byte[] value) {
        EvidenceRow only = EvidenceRow.decode(value);
        List<SourceOffset> restsOn = new ArrayList<>(3);
        for (SourceOffset offset : offsets) {
            if (offset.kind() == Kind.PATTERNS) {
                restsOn.add(offset);
            }
        }
        SourceOffset.addTo(restsOn, Kind.CONFIDENCE, partition, only.confidenceOffset());
        SourceOffset.addTo(restsOn, Kind.PRIORITY, partition, only.priorityOffset());
        return new PatternRow(row, seq, id, body, only.evidence(), createdAtMs, updatedAtMs, List.copyOf(restsOn));
    }

    /** With the same dictionary, too: bodies that are equal may lack theirs. */
    private static boolean isSame(@Nullable StoredBody one, @Nullable StoredBody other) {
        return one != null
                && other != null
                && Objects.equals(one.text().dictionary(), other.text().dictionary())
                && one.equals(other);
    }

    /** How many outcomes were ever counted. */
    public long outcomes() {
        return evidence.successes() + evidence.failures();
    }
}
