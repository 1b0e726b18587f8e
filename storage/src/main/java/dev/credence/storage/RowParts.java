package dev.credence.storage;

import dev.credence.core.body.BodyRecord;
import dev.credence.core.body.StoredBody;
import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import dev.credence.storage.SourceOffset.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pattern while it is being put together from its rows. Confined to one thread. */
final class RowParts {
    private static final Comparator<SourceOffset> ORDER = Comparator.comparing(SourceOffset::kind)
            .thenComparingInt(SourceOffset::partition)
            .thenComparingLong(SourceOffset::offset);

    private final String id;
    private final RowState state;
    private final long usageCount;
    private final List<SourceOffset> offsets = new ArrayList<>(4);
    private @Nullable Evidence evidence;
    private @Nullable BodyRecord newest;
    private BlobRefs newestRefs = BlobRefs.NONE;

    /** @param usageCount what the pattern's row says of the evidence of all partitions together */
    RowParts(String id, RowState state, long usageCount) {
        this.id = id;
        this.state = state;
        this.usageCount = usageCount;
    }

    String id() {
        return id;
    }

    long row() {
        return state.row();
    }

    void addEvidence(int partition, byte[] value, long checksum) {
        StoredRows.requireEvidence(id, partition, value, checksum);
        EvidenceRow row = decode(value);
        SourceOffset.addTo(offsets, Kind.CONFIDENCE, partition, row.confidenceOffset());
        SourceOffset.addTo(offsets, Kind.PRIORITY, partition, row.priorityOffset());
        if (evidence == null) {
            evidence = row.evidence();
        } else {
            evidence.merge(row.evidence());
        }
    }

    void addBody(BodyRecord body, BlobRefs refs) {
        SourceOffset.addTo(
                offsets, Kind.PATTERNS, body.origin().partition(), body.origin().offset());
        if (newest == null || body.origin().compareTo(newest.origin()) > 0) {
            newest = body;
            newestRefs = refs;
        }
    }

    /** All of it, once every part was added. */
    PatternRow row(long seq, HalfLives halfLives, PartsReader parts) throws SQLException {
        requireComplete();
        StoredBody body = newest instanceof StoredBody head ? parts.whole(id, head, newestRefs) : null;
        offsets.sort(ORDER);
        return new PatternRow(
                state.row(),
                seq,
                id,
                body,
                mergedEvidence(halfLives),
                state.createdAtMs,
                state.updatedAtMs,
                List.copyOf(offsets));
    }

    /** The evidence of all partitions that were added. */
    Evidence mergedEvidence(HalfLives halfLives) {
        return evidence == null ? new Evidence(halfLives.of(id)) : evidence;
    }

    RankedRow ranked(HalfLives halfLives, String type) {
        requireEvidence();
        Evidence merged = mergedEvidence(halfLives);
        return new RankedRow(
                state.row(),
                id,
                type,
                state.prior,
                merged,
                merged.successes() + merged.failures(),
                merged.lastEventMs(),
                state.createdAtMs,
                state.updatedAtMs);
    }

    private void requireComplete() {
        requireEvidence();
        StoredRows.require((newest == null) == (state.bodiesIn == Partitions.NONE), id, "its body is missing");
    }

    /** Of several partitions' rows one may be lost, whose checksum then nobody sees. */
    private void requireEvidence() {
        StoredRows.require((evidence == null) == (state.evidenceIn == Partitions.NONE), id, "its evidence is missing");
        long outcomes = evidence == null ? 0 : evidence.successes() + evidence.failures();
        StoredRows.require(outcomes == usageCount, id, "the sum of its evidence");
    }

    private EvidenceRow decode(byte[] value) {
        try {
            return EvidenceRow.decode(value);
        } catch (MalformedBytesException malformed) {
            throw new DamagedRowException(id, String.valueOf(malformed.getMessage()), malformed);
        }
    }

    /** Fetches the parts of a body that lie elsewhere. */
    @FunctionalInterface
    interface PartsReader {
        StoredBody whole(String id, StoredBody head, BlobRefs refs) throws SQLException;
    }
}
