package dev.credence.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An INSERT that takes several rows in one statement, since what a statement costs by itself is paid for each. Rows are
 * written in their order, at the latest by {@link #flush}. Confined to the writer thread.
 */
final class RowsInsert implements AutoCloseable {
    /** How many rows the statements take, most first. More gain little and take longer to prepare. */
    private static final int[] ROWS = {128, 16, 1};

    private static final Pattern VALUE = Pattern.compile("\\?(\\d+)");

    private final int columns;
    private final PreparedStatement[] statements = new PreparedStatement[ROWS.length];
    private final @Nullable Object[] pending;
    private int size;

    /**
     * @param into up to the columns, as in {@code INSERT INTO t(a, b)}
     * @param columns how many
     * @param conflict what is to be done about a row that is there; empty: fail, or as {@code into} says
     */
    RowsInsert(Connection connection, String into, int columns, String conflict) throws SQLException {
        this(connection, into, numbered(columns), columns, conflict);
    }

    /**
     * @param row the columns of one row by the numbers of their values, from 1 on, as in {@code ?1, 0, ?2, ?1}
     * @param values how many of them there are
     */
    RowsInsert(Connection connection, String into, String row, int values, String conflict) throws SQLException {
        this.columns = values;
        this.pending = new Object[ROWS[0] * values];
        for (int i = 0; i < ROWS.length; i++) {
            StringJoiner rows = new StringJoiner("), (", " VALUES (", ") ");
            for (int at = 0; at < ROWS[i]; at++) {
                rows.add(shifted(row, at * values));
            }
            statements[i] = connection.prepareStatement(into + rows + conflict);
        }
    }

    /** @param values of one row, as SQLite takes them: null, Long, Double, String or byte[] */
    void add(@Nullable Object... values) throws SQLException {
        System.arraycopy(values, 0, pending, size, columns);
        size += columns;
        if (size == pending.length) {
            flush();
        }
    }

    void flush() throws SQLException {
        int count = size / columns;
        size = 0;
        int from = 0;
        for (int i = 0; i < ROWS.length; i++) {
            for (; count - from >= ROWS[i]; from += ROWS[i]) {
                execute(statements[i], from * columns, ROWS[i] * columns);
            }
        }
    }

    private void execute(PreparedStatement statement, int from, int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            statement.setObject(i + 1, pending[from + i]);
            pending[from + i] = null;
        }
        statement.executeUpdate();
    }

    private static String numbered(int columns) {
        StringJoiner row = new StringJoiner(", ");
        for (int i = 1; i <= columns; i++) {
            row.add("?" + i);
        }
        return row.toString();
    }

    private static String shifted(String row, int by) {
        return VALUE.matcher(row).replaceAll(found -> "?" + (Integer.parseInt(found.group(1)) + by));
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements) {
            statement.close();
        }
    }
}
