package dev.credence.storage;

import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import dev.credence.storage.WriteBatch.EvidenceChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The table of evidence, one row a pattern and partition, as the writer sees it. */
final class EvidenceTable implements AutoCloseable {
    private final HalfLives halfLives;
    private final Sums sums;
    private final RowsInsert upsert;
    private final PreparedStatement select;
    private final PreparedStatement selectChecksum;

    EvidenceTable(Connection connection, HalfLives halfLives, Sums sums) throws SQLException {
        this.halfLives = halfLives;
        this.sums = sums;
        this.upsert =
                new RowsInsert(connection, "INSERT OR REPLACE INTO evidence(row, partition, value, checksum)", 4, "");
        this.select = connection.prepareStatement("SELECT partition, value, checksum FROM evidence WHERE row = ?");
        this.selectChecksum =
                connection.prepareStatement("SELECT checksum FROM evidence WHERE row = ? AND partition = ?");
    }

    /**
     * Queues what {@code change} says; {@link #flush} writes it.
     *
     * @param checksums of its evidence, in that order
     */
    void put(RowChange change, RowState state, long[] checksums) throws SQLException {
        int at = 0;
        for (EvidenceChange evidence : change.evidence()) {
            long checksum = checksums[at++];
            removeOld(state, evidence.partition());
            upsert.add(state.row(), evidence.partition(), evidence.value(), checksum);
            sums.add(Sums.Of.EVIDENCE, checksum);
            state.evidenceIn = Partitions.plus(state.evidenceIn, evidence.partition());
            state.evidenceChecksum = state.evidenceIn == Partitions.SEVERAL ? RowState.UNKNOWN : checksum;
        }
    }

    void flush() throws SQLException {
        upsert.flush();
    }

    /** All evidence of the pattern once {@code change} is written, and before it is. */
    Evidence merged(RowChange change, RowState state) throws SQLException {
        Evidence merged = added(change);
        if (!change.hasAllEvidence(state.evidenceIn)) {
            merged = addStored(merged, change, state.row());
        }
        return orNone(merged, change);
    }

    /** The same for a change that has all the evidence there is: does not ask the file. Thread-safe. */
    Evidence merged(RowChange change) {
        return orNone(added(change), change);
    }

    private static @Nullable Evidence added(RowChange change) {
        Evidence sum = null;
        for (EvidenceChange evidence : change.evidence()) {
            sum = add(sum, decode(change.id(), evidence.value()));
        }
        return sum;
    }

    private Evidence orNone(@Nullable Evidence merged, RowChange change) {
        return merged == null ? new Evidence(halfLives.of(change.id())) : merged;
    }

    @Override
    public void close() throws SQLException {
        upsert.close();
        select.close();
        selectChecksum.close();
    }

    /** The row that is about to be replaced, if there is one, is summed no more. */
    private void removeOld(RowState state, int partition) throws SQLException {
        if (!Partitions.mayHold(state.evidenceIn, partition)) {
            return;
        }
        if (state.evidenceChecksum != RowState.UNKNOWN) {
            sums.remove(Sums.Of.EVIDENCE, state.evidenceChecksum);
            return;
        }
        selectChecksum.setLong(1, state.row());
        selectChecksum.setInt(2, partition);
        try (ResultSet result = selectChecksum.executeQuery()) {
            if (result.next()) {
                sums.remove(Sums.Of.EVIDENCE, result.getLong(1));
            }
        }
    }

    private @Nullable Evidence addStored(@Nullable Evidence sum, RowChange change, long row) throws SQLException {
        Evidence merged = sum;
        select.setLong(1, row);
        try (ResultSet result = select.executeQuery()) {
            while (result.next()) {
                int partition = result.getInt(1);
                if (!change.hasEvidence(partition)) {
                    byte[] value = result.getBytes(2);
                    StoredRows.requireEvidence(change.id(), partition, value, result.getLong(3));
                    merged = add(merged, decode(change.id(), value));
                }
            }
        }
        return merged;
    }

    private static Evidence add(@Nullable Evidence sum, Evidence more) {
        if (sum == null) {
            return more;
        }
        sum.merge(more);
        return sum;
    }

    private static Evidence decode(String id, byte[] value) {
        try {
            return EvidenceRow.decode(value).evidence();
        } catch (MalformedBytesException malformed) {
            throw new DamagedRowException(id, String.valueOf(malformed.getMessage()), malformed);
        }
    }
}
