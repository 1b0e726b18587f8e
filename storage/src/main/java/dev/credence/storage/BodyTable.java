package dev.credence.storage;

import dev.credence.core.body.BodyFormat;
import dev.credence.core.body.BodyRecord;
import dev.credence.core.body.StoredBody;
import dev.credence.storage.WriteBatch.BodyChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of bodies, one row a pattern and partition, deletions among them, as the writer sees it. */
final class BodyTable implements AutoCloseable {
    private final BlobTable blobs;
    private final Sums sums;
    private final RowsInsert upsert;
    private final PreparedStatement selectOne;
    private final PreparedStatement selectAll;

    BodyTable(Connection connection, BlobTable blobs, Sums sums) throws SQLException {
        this.blobs = blobs;
        this.sums = sums;
        this.upsert = new RowsInsert(
                connection,
                "INSERT INTO bodies(row, partition, value, text_blob, embedding_blob, trajectory_blob, original_bytes,"
                        + " stored_bytes, checksum)",
                9,
                """
                ON CONFLICT(row, partition) DO UPDATE SET value = excluded.value, text_blob = excluded.text_blob,
                  embedding_blob = excluded.embedding_blob, trajectory_blob = excluded.trajectory_blob,
                  original_bytes = excluded.original_bytes, stored_bytes = excluded.stored_bytes,
                  checksum = excluded.checksum""");
        this.selectOne =
                connection.prepareStatement("SELECT text_blob, embedding_blob, trajectory_blob, original_bytes,"
                        + " stored_bytes, checksum FROM bodies WHERE row = ? AND partition = ?");
        this.selectAll = connection.prepareStatement("SELECT partition, value, text_blob, embedding_blob,"
                + " trajectory_blob, checksum FROM bodies WHERE row = ?");
    }

    /** Queues what {@code change} says, for {@link #flush}, and sets what follows from it for {@code state}. */
    void put(RowChange change, RowState state, Totals totals) throws SQLException {
        for (BodyChange body : change.bodies()) {
            if (Partitions.mayHold(state.bodiesIn, body.partition())) {
                release(state.row(), body.partition(), totals);
            }
            upsert(change.id(), state.row(), body, totals);
            state.bodiesIn = Partitions.plus(state.bodiesIn, body.partition());
        }
        List<BodyRecord> all = state.bodiesIn == Partitions.SEVERAL
                ? all(change.id(), state.row())
                : List.of(change.bodies().get(0).body());
        settle(state, all);
    }

    void flush() throws SQLException {
        upsert.flush();
    }

    @Override
    public void close() throws SQLException {
        upsert.close();
        selectOne.close();
        selectAll.close();
    }

    /** Newest origin wins; the times are over all partitions. */
    private static void settle(RowState state, List<BodyRecord> all) {
        BodyRecord newest = all.get(0);
        long createdAtMs = Long.MAX_VALUE;
        long updatedAtMs = -1;
        for (BodyRecord body : all) {
            newest = body.origin().compareTo(newest.origin()) > 0 ? body : newest;
            createdAtMs = Math.min(createdAtMs, body.createdAtMs());
            updatedAtMs = Math.max(updatedAtMs, body.origin().appendMs());
        }
        state.createdAtMs = createdAtMs;
        state.updatedAtMs = updatedAtMs;
        @Nullable StoredBody live = newest instanceof StoredBody stored ? stored : null;
        state.type = live == null ? null : live.type();
        state.prior = live == null ? null : live.prior();
    }

    private void upsert(String id, long row, BodyChange change, Totals totals) throws SQLException {
        BodyRecord head = change.body();
        BlobRefs refs = BlobRefs.NONE;
        if (change.body() instanceof StoredBody body) {
            refs = new BlobRefs(
                    blobs.refer(body.text()), blobs.refer(body.embedding()), blobs.refer(body.trajectory()));
            head = BodyParts.without(body, refs);
        }
        byte[] value = BodyFormat.encode(head);
        long originalBytes = BodyParts.originalBytes(change.body());
        long storedBytes = BodyParts.storedBytes(change.body());
        long checksum = Checksums.body(id, change.partition(), value, refs);
        upsert.add(
                row,
                change.partition(),
                value,
                Columns.orNull(refs.text(), 0),
                Columns.orNull(refs.embedding(), 0),
                Columns.orNull(refs.trajectory(), 0),
                originalBytes,
                storedBytes,
                checksum);
        sums.add(Sums.Of.BODIES, checksum);
        totals.addBody(originalBytes, storedBytes);
    }

    private void release(long row, int partition, Totals totals) throws SQLException {
        selectOne.setLong(1, row);
        selectOne.setInt(2, partition);
        try (ResultSet result = selectOne.executeQuery()) {
            if (result.next()) {
                BlobRefs refs = BodyParts.refs(result);
                totals.addBody(-result.getLong("original_bytes"), -result.getLong("stored_bytes"));
                sums.remove(Sums.Of.BODIES, result.getLong("checksum"));
                blobs.release(refs);
            }
        }
    }

    private List<BodyRecord> all(String id, long row) throws SQLException {
        flush();
        List<BodyRecord> all = new ArrayList<>();
        selectAll.setLong(1, row);
        try (ResultSet result = selectAll.executeQuery()) {
            while (result.next()) {
                all.add(BodyParts.head(id, result));
            }
        }
        return all;
    }
}
