package dev.credence.storage;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reader over a pool of connections. */
final class SqliteViewReader implements ViewReader {
    private final ViewConfig config;
    private final ReadMeter meter;
    private final ReaderPool pool;

    SqliteViewReader(ViewConfig config, Clock clock, MeterRegistry registry) {
        this.config = config;
        this.meter = new ReadMeter(config, clock, registry);
        this.pool = new ReaderPool(config, meter);
        meter.watch(pool::waiting);
    }

    @Override
    public @Nullable PatternRow get(String id) {
        List<PatternRow> rows = pool.read("get", connection -> new RowReader(connection).read(List.of(id)));
        return rows.isEmpty() ? null : rows.get(0);
    }

    @Override
    public List<PatternRow> getAll(Collection<String> ids) {
        List<String> distinct = List.copyOf(new LinkedHashSet<>(ids));
        return pool.read("getAll", connection -> new RowReader(connection).read(distinct));
    }

    @Override
    public long scan(RowVisitor visitor) {
        return pool.read("scan", connection -> Scan.run(connection, visitor));
    }

    @Override
    public List<PatternRow> select(RowSelector selector) {
        return pool.read("select", connection -> {
            long unused = Scan.run(connection, selector);
            return new RowReader(connection).read(selector.chosen());
        });
    }

    @Override
    public List<LedgerEntry> ledger() {
        return pool.read("ledger", connection -> LedgerTable.read(connection.prepared(LedgerTable.SELECT)));
    }

    @Override
    public ViewInfo info() {
        return pool.read("info", Info::read);
    }

    @Override
    public ReadStatistics statistics() {
        return meter.statistics(config.poolSize(), pool.busy(), pool.waiting());
    }

    @Override
    public void close() {
        pool.close();
        meter.close();
    }
}
