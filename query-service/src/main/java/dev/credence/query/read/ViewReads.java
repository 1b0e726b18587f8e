package dev.credence.query.read;

import dev.credence.storage.LedgerEntry;
import dev.credence.storage.PatternRow;
import dev.credence.storage.ReadStatistics;
import dev.credence.storage.ViewInfo;
import dev.credence.storage.ViewReader;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers straight from the database, without a cache. Thread-safe. */
public final class ViewReads implements PatternReads {
    private final ViewReader view;

    public ViewReads(ViewReader view) {
        this.view = view;
    }

    @Override
    public @Nullable PatternRow get(String id) {
        return view.get(id);
    }

    @Override
    public List<PatternRow> getAll(Collection<String> ids) {
        return view.getAll(ids);
    }

    @Override
    public ListPage list(ListQuery query) {
        Ranking ranking = new Ranking(query);
        return ranking.page(view.select(ranking));
    }

    @Override
    public List<LedgerEntry> ledger() {
        return view.ledger();
    }

    @Override
    public ViewInfo info() {
        return view.info();
    }

    @Override
    public ReadStatistics statistics() {
        return view.statistics();
    }
}
