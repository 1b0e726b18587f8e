package dev.credence.storage;

import dev.credence.core.evidence.Confidence;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.model.Prior;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** The table of hot columns, as the writer sees it. Everything is queued until {@link #flush}. */
final class PatternTable implements AutoCloseable {
    /*
     * Three statements, because SQLite touches the indexes of the columns that a statement names, changed or not: most
     * outcomes move a rounded confidence not at all.
     */
    private final PreparedStatement insert;
    private final PreparedStatement updateAll;
    private final PreparedStatement updateValue;
    private final PreparedStatement updateUsage;

    PatternTable(Connection connection) throws SQLException {
        insert = connection.prepareStatement("""
                INSERT INTO patterns(confidence, lower_bound, valued_at, usage_count, last_used, type, created_at,
                  updated_at, prior_mean, prior_strength, evidence_in, bodies_in, checksum, row, id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
        updateAll = connection.prepareStatement("""
                UPDATE patterns SET confidence = ?, lower_bound = ?, valued_at = ?, usage_count = ?, last_used = ?,
                  type = ?, created_at = ?, updated_at = ?, prior_mean = ?, prior_strength = ?, evidence_in = ?,
                  bodies_in = ?, checksum = ? WHERE row = ?""");
        updateValue = connection.prepareStatement("UPDATE patterns SET confidence = ?, lower_bound = ?, valued_at = ?,"
                + " usage_count = ?, last_used = ? WHERE row = ?");
        updateUsage = connection.prepareStatement(
                "UPDATE patterns SET lower_bound = ?, valued_at = ?, usage_count = ?, last_used = ? WHERE row = ?");
    }

    /**
     * Writes the row.
     *
     * @param moved whether more than the evidence's value changed
     */
    void put(String id, RowState state, Evidence evidence, boolean moved) throws SQLException {
        Prior prior = state.prior == null ? Prior.UNIFORM : state.prior;
        Confidence confidence = Confidence.of(evidence, prior, Math.max(0, evidence.lastEventMs()));
        double mean = rounded(confidence.mean());
        if (state.isFresh()) {
            setAll(insert, id, state, evidence, confidence);
            insert.setString(15, id);
            insert.addBatch();
        } else if (moved) {
            setAll(updateAll, id, state, evidence, confidence);
            updateAll.addBatch();
        } else if (mean != state.confidence) {
            updateValue.setDouble(1, mean);
            updateValue.setLong(setUsage(updateValue, 2, evidence, confidence), state.row());
            updateValue.addBatch();
        } else {
            updateUsage.setLong(setUsage(updateUsage, 1, evidence, confidence), state.row());
            updateUsage.addBatch();
        }
        state.confidence = mean;
    }

    void flush() throws SQLException {
        insert.executeBatch();
        updateAll.executeBatch();
        updateValue.executeBatch();
        updateUsage.executeBatch();
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        updateAll.close();
        updateValue.close();
        updateUsage.close();
    }

    /** To 1/256, so that the indexes rest while a mean moves little. */
    static double rounded(double value) {
        return Math.rint(value * 256) / 256;
    }

    private static void setAll(
            PreparedStatement statement, String id, RowState state, Evidence evidence, Confidence confidence)
            throws SQLException {
        statement.setDouble(1, rounded(confidence.mean()));
        int at = setUsage(statement, 2, evidence, confidence);
        statement.setString(at, state.type);
        Columns.setLong(statement, at + 1, state.createdAtMs, -1);
        Columns.setLong(statement, at + 2, state.updatedAtMs, -1);
        setPrior(statement, at + 3, state.prior);
        statement.setInt(at + 5, state.evidenceIn);
        statement.setInt(at + 6, state.bodiesIn);
        statement.setLong(at + 7, Checksums.pattern(id, state));
        statement.setLong(at + 8, state.row());
    }

    /** Sets the four columns of a value from {@code at} on; returns the place after them. */
    private static int setUsage(PreparedStatement statement, int at, Evidence evidence, Confidence confidence)
            throws SQLException {
        statement.setDouble(at, rounded(confidence.lowerBound()));
        Columns.setLong(statement, at + 1, evidence.lastEventMs(), -1);
        statement.setLong(at + 2, evidence.successes() + evidence.failures());
        Columns.setLong(statement, at + 3, evidence.lastEventMs(), -1);
        return at + 4;
    }

    private static void setPrior(PreparedStatement statement, int at, @Nullable Prior prior) throws SQLException {
        if (prior == null) {
            statement.setNull(at, Types.REAL);
            statement.setNull(at + 1, Types.REAL);
        } else {
            statement.setDouble(at, prior.mean());
            statement.setDouble(at + 1, prior.strength());
        }
    }
}
