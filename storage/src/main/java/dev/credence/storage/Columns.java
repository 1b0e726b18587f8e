package dev.credence.storage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Columns that may be NULL. */
final class Columns {
    private Columns() {}

    static long longOr(ResultSet result, String column, long ifNull) throws SQLException {
        long value = result.getLong(column);
        return result.wasNull() ? ifNull : value;
    }

    /** A time, count or reference; null for one that is {@code absent}. */
    static @Nullable Long orNull(long value, long absent) {
        return value == absent ? null : (Long) value;
    }

    /** Stores a time, count or reference; NULL for one that is {@code absent}. */
    static void setLong(PreparedStatement statement, int at, long value, long absent) throws SQLException {
        if (value == absent) {
            statement.setNull(at, Types.INTEGER);
        } else {
            statement.setLong(at, value);
        }
    }
}
