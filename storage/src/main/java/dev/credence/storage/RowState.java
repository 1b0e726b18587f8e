package dev.credence.storage;

import dev.credence.core.model.Prior;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What the writer has to know of a pattern's row before it changes it. Mutable; confined to the writer thread. */
final class RowState {
    /** The columns that {@link #read} wants, after {@code id} and {@code checksum}. */
    static final String COLUMNS =
            "row, type, confidence, created_at, updated_at, prior_mean, prior_strength, evidence_in, bodies_in";

    /** A checksum that has to be looked up. */
    static final long UNKNOWN = -1;

    private final long row;
    private boolean fresh;
    int evidenceIn = Partitions.NONE;
    int bodiesIn = Partitions.NONE;

    @Nullable
    String type;

    @Nullable
    Prior prior;

    double confidence = -1;
    long createdAtMs = -1;
    long updatedAtMs = -1;

    /** As it is in the file. */
    long checksum = UNKNOWN;

    /** Of its evidence, if that is one row. */
    long evidenceChecksum = UNKNOWN;

    private RowState(long row, boolean fresh) {
        this.row = row;
        this.fresh = fresh;
    }

    /** Of an id that no row has yet. */
    static RowState fresh(long row) {
        return new RowState(row, true);
    }

    static RowState read(ResultSet result) throws SQLException {
        RowState state = new RowState(result.getLong("row"), false);
        state.type = result.getString("type");
        state.checksum = result.getLong("checksum");
        state.confidence = result.getDouble("confidence");
        state.createdAtMs = Columns.longOr(result, "created_at", -1);
        state.updatedAtMs = Columns.longOr(result, "updated_at", -1);
        state.evidenceIn = result.getInt("evidence_in");
        state.bodiesIn = result.getInt("bodies_in");
        state.prior = prior(result);
        return state;
    }

    private static @Nullable Prior prior(ResultSet result) throws SQLException {
        double mean = result.getDouble("prior_mean");
        try {
            return result.wasNull() ? null : new Prior(mean, result.getDouble("prior_strength"));
        } catch (IllegalArgumentException impossible) {
            throw new DamagedRowException(result.getString("id"), "its prior", impossible);
        }
    }

    long row() {
        return row;
    }

    boolean isFresh() {
        return fresh;
    }

    /** It has a row now. */
    void written() {
        fresh = false;
    }

    boolean isLive() {
        return type != null;
    }
}
