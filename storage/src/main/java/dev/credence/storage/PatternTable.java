package dev.credence.storage;

import dev.credence.core.evidence.Evidence;
import dev.credence.core.model.Prior;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The table of hot columns, as the writer sees it. Everything is queued until {@link #flush}. */
final class PatternTable implements AutoCloseable {
    private static final int COLUMNS = 15;

    /*
     * Three statements, because SQLite touches the indexes of the columns that a statement names, changed or not: most
     * outcomes move a rounded confidence not at all.
     */
    private final RowsInsert insert;

    /** For patterns without a body: what comes from bodies is not worth binding. */
    private final RowsInsert insertBare;

    private final PreparedStatement updateAll;
    private final PreparedStatement updateValue;
    private final PreparedStatement updateUsage;
    private final Sums sums;

    PatternTable(Connection connection, Sums sums) throws SQLException {
        this.sums = sums;
        insert = new RowsInsert(
                connection,
                "INSERT INTO patterns(confidence, lower_bound, valued_at, usage_count, last_used, type, created_at,"
                        + " updated_at, prior_mean, prior_strength, evidence_in, bodies_in, checksum, row, id)",
                COLUMNS,
                "");
        insertBare = new RowsInsert(
                connection,
                "INSERT INTO patterns(confidence, lower_bound, valued_at, last_used, usage_count, evidence_in, checksum,"
                        + " row, id, bodies_in)",
                "?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7, ?8, " + Partitions.NONE,
                8,
                "");
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
     * @param checksum of the row as it is now, if it is fresh or moved
     */
    void put(String id, RowState state, HotValue value, boolean moved, long checksum) throws SQLException {
        if (state.isFresh()) {
            sum(state, checksum);
            insert(id, state, value);
        } else if (moved) {
            sums.remove(Sums.Of.PATTERNS, state.checksum);
            sum(state, checksum);
            @Nullable Object[] row = columns(state, value);
            for (int i = 0; i < row.length; i++) {
                updateAll.setObject(i + 1, row[i]);
            }
            updateAll.addBatch();
        } else if (value.mean() != state.confidence) {
            updateValue.setDouble(1, value.mean());
            updateValue.setLong(setUsage(updateValue, 2, value), state.row());
            updateValue.addBatch();
        } else {
            updateUsage.setLong(setUsage(updateUsage, 1, value), state.row());
            updateUsage.addBatch();
        }
        state.confidence = value.mean();
    }

    void flush() throws SQLException {
        insert.flush();
        insertBare.flush();
        updateAll.executeBatch();
        updateValue.executeBatch();
        updateUsage.executeBatch();
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        insertBare.close();
        updateAll.close();
        updateValue.close();
        updateUsage.close();
    }

    private void insert(String id, RowState state, HotValue value) throws SQLException {
        if (state.bodiesIn == Partitions.NONE) {
            Evidence evidence = value.evidence();
            insertBare.add(
                    value.mean(),
                    value.lowerBound(),
                    Columns.orNull(evidence.lastEventMs(), -1),
                    evidence.successes() + evidence.failures(),
                    state.evidenceIn,
                    state.checksum,
                    state.row(),
                    id);
        } else {
            @Nullable Object[] row = Arrays.copyOf(columns(state, value), COLUMNS);
            row[COLUMNS - 1] = id;
            insert.add(row);
        }
    }

    private void sum(RowState state, long checksum) {
        state.checksum = checksum;
        sums.add(Sums.Of.PATTERNS, state.checksum);
    }

    /** All columns but the id, in the order of {@link #insert} and {@link #updateAll}. */
    private static @Nullable Object[] columns(RowState state, HotValue value) {
        Evidence evidence = value.evidence();
        Long lastUsed = Columns.orNull(evidence.lastEventMs(), -1);
        Prior prior = state.prior;
        return new @Nullable Object[] {
            value.mean(),
            value.lowerBound(),
            lastUsed,
            evidence.successes() + evidence.failures(),
            lastUsed,
            state.type,
            Columns.orNull(state.createdAtMs, -1),
            Columns.orNull(state.updatedAtMs, -1),
            prior == null ? null : prior.mean(),
            prior == null ? null : prior.strength(),
            state.evidenceIn,
            state.bodiesIn,
            state.checksum,
            state.row()
        };
    }

    /** Sets the four columns of a value from {@code at} on; returns the place after them. */
    private static int setUsage(PreparedStatement statement, int at, HotValue value) throws SQLException {
        Evidence evidence = value.evidence();
        statement.setDouble(at, value.lowerBound());
        Columns.setLong(statement, at + 1, evidence.lastEventMs(), -1);
        statement.setLong(at + 2, evidence.successes() + evidence.failures());
        Columns.setLong(statement, at + 3, evidence.lastEventMs(), -1);
        return at + 4;
    }
}
