package dev.credence.storage;

import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** What one transaction shows. */
final class SqliteSnapshot implements ViewSnapshot {
    private final ReadConnection connection;
    private final long seq;

    /** Fixes the snapshot: in SQLite a transaction shows the state of its first read. */
    SqliteSnapshot(ReadConnection connection) throws SQLException {
        this.connection = connection;
        this.seq = RowReader.seq(connection);
    }

    @Override
    public ViewIdentity identity() {
        return connection.meta().identity();
    }

    @Override
    public String generation() {
        return connection.meta().generation();
    }

    @Override
    public long seq() {
        return seq;
    }

    @Override
    public List<PatternRow> rows(Collection<String> ids) {
        return reading(() -> new RowReader(connection, seq).read(List.copyOf(new LinkedHashSet<>(ids))));
    }

    @Override
    public List<PatternRow> rows(long[] numbers) {
        return reading(() -> new RowReader(connection, seq).read(numbers));
    }

    @Override
    public void visitAll(RowVisitor visitor) {
        reading(() -> Scan.all(connection, visitor));
    }

    @Override
    public long lastRow() {
        return reading(() -> Scan.lastRow(connection));
    }

    @Override
    public void visit(long after, long last, RowVisitor visitor) {
        reading(() -> Scan.range(connection, after, last, visitor));
    }

    @Override
    public void visit(long[] numbers, RowVisitor visitor) {
        reading(() -> Scan.of(connection, numbers, visitor));
    }

    /** Carries a failure through code that knows no SQL. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final SQLException failure;

        Failed(SQLException failure) {
            super(failure);
            this.failure = failure;
        }

        SQLException failure() {
            return failure;
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws SQLException;
    }

    private static <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }
}
