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
    private final PreparedStatement upsert;
    private final PreparedStatement select;

    EvidenceTable(Connection connection, HalfLives halfLives) throws SQLException {
        this.halfLives = halfLives;
        this.upsert = connection.prepareStatement("""
                INSERT OR REPLACE INTO evidence(row, partition, value, checksum) VALUES (?, ?, ?, ?)""");
        this.select = connection.prepareStatement("SELECT partition, value, checksum FROM evidence WHERE row = ?");
    }

    /** Queues what {@code change} says; {@link #flush} writes it. */
    void put(RowChange change, RowState state) throws SQLException {
        for (EvidenceChange evidence : change.evidence()) {
            upsert.setLong(1, state.row());
            upsert.setInt(2, evidence.partition());
            upsert.setBytes(3, evidence.value());
            upsert.setLong(4, Checksums.evidence(change.id(), evidence.partition(), evidence.value()));
            upsert.addBatch();
            state.evidenceIn = Partitions.plus(state.evidenceIn, evidence.partition());
        }
    }

    void flush() throws SQLException {
        upsert.executeBatch();
    }

    /** All evidence of the pattern once {@code change} is written, and before it is. */
    Evidence merged(RowChange change, RowState state) throws SQLException {
        Evidence merged = null;
        for (EvidenceChange evidence : change.evidence()) {
            merged = add(merged, decode(change.id(), evidence.value()));
        }
        if (!change.hasAllEvidence(state.evidenceIn)) {
            merged = addStored(merged, change, state.row());
        }
        return merged == null ? new Evidence(halfLives.of(change.id())) : merged;
    }

    @Override
    public void close() throws SQLException {
        upsert.close();
        select.close();
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
