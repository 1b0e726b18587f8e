package dev.credence.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * An INSERT that takes several rows in one statement, since what a statement costs by itself is paid for each. Rows are
 * written in their order, at the latest by {@link #flush}. Confined to the writer thread.
 */
final class RowsInsert implements AutoCloseable {
    private static final int ROWS = 16;

    private final int columns;
    private final PreparedStatement many;
    private final PreparedStatement one;
    private final @Nullable Object[] pending;
    private int size;

    /**
     * @param into up to the columns, as in {@code INSERT INTO t(a, b)}
     * @param columns how many
     * @param conflict what is to be done about a row that is there; empty: fail, or as {@code into} says
     */
    RowsInsert(Connection connection, String into, int columns, String conflict) throws SQLException {
        this.columns = columns;
        this.pending = new Object[ROWS * columns];
        String row = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
        this.one = connection.prepareStatement(into + " VALUES " + row + " " + conflict);
        this.many = connection.prepareStatement(
                into + " VALUES " + String.join(", ", Collections.nCopies(ROWS, row)) + " " + conflict);
    }

    /** @param values of the columns, as SQLite takes them: null, Long, Double, String or byte[] */
    void add(@Nullable Object... values) throws SQLException {
        System.arraycopy(values, 0, pending, size, columns);
        size += columns;
        if (size == pending.length) {
            size = 0;
            execute(many, 0, pending.length);
        }
    }

    void flush() throws SQLException {
        int rows = size;
        size = 0;
        for (int from = 0; from < rows; from += columns) {
            execute(one, from, columns);
        }
    }

    private void execute(PreparedStatement statement, int from, int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            statement.setObject(i + 1, pending[from + i]);
            pending[from + i] = null;
        }
        statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        many.close();
        one.close();
    }
}
