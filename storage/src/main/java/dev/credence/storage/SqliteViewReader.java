package dev.credence.storage;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The reader over a pool of connections. */
final class SqliteViewReader implements ViewReader {
    private final ViewConfig config;
    private final ReadMeter meter;
    private final CurrentFile current;
    private final ReaderPool pool;

    SqliteViewReader(ViewConfig config, Clock clock, MeterRegistry registry) {
        this.config = config;
        this.meter = new ReadMeter(config, clock, registry);
        this.current = new CurrentFile(new ViewFiles(config.directory()));
        this.pool = new ReaderPool(config, current, meter);
        meter.watch(pool::waiting);
    }

    @Override
    public @Nullable PatternRow get(String id) {
        List<PatternRow> rows = snapshot("get", snapshot -> snapshot.rows(List.of(id)));
        return rows.isEmpty() ? null : rows.get(0);
    }

    @Override
    public List<PatternRow> getAll(Collection<String> ids) {
        return snapshot("getAll", snapshot -> snapshot.rows(ids));
    }

    @Override
    public long scan(RowVisitor visitor) {
        return snapshot("scan", snapshot -> {
            snapshot.visitAll(visitor);
            return snapshot.seq();
        });
    }

    @Override
    public <T> T snapshot(String what, Function<ViewSnapshot, T> work) {
        return pool.read(what, connection -> {
            try {
                return work.apply(new SqliteSnapshot(connection));
            } catch (SqliteSnapshot.Failed failed) {
                throw failed.failure();
            }
        });
    }

    @Override
    public ChangeFeed changes() {
        return new SqliteChangeFeed(config, current);
    }

    @Override
    public long export(ViewExport visitor) {
        return pool.read("export", connection -> Export.run(connection, visitor));
    }

    @Override
    public List<LedgerEntry> ledger() {
        return pool.read("ledger", connection -> {
            requireProgress(connection);
            return LedgerTable.read(connection);
        });
    }

    /** Rows of the ledger have no checksum of their own. A file of an earlier version has no sums yet. */
    private static void requireProgress(ReadConnection connection) throws SQLException {
        Sums.Sum written = Sums.ofProgress(connection);
        if (written != null && !written.equals(Counting.progress(connection.connection()))) {
            throw new DamagedViewException(
                    connection.file().path() + " is damaged: how far it has read the topics is not as written", null);
        }
    }

    @Override
    public ViewInfo info() {
        return pool.read("info", Info::read);
    }

    @Override
    public ReadStatistics statistics() {
        return meter.statistics(config.pool().size(), pool.busy(), pool.waiting());
    }

    @Override
    public void close() {
        pool.close();
        meter.close();
    }
}
