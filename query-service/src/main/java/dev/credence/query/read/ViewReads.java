package dev.credence.query.read;

import dev.credence.storage.LedgerEntry;
import dev.credence.storage.PatternRow;
import dev.credence.storage.ReadStatistics;
import dev.credence.storage.ViewInfo;
import dev.credence.storage.ViewReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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
        long unused = view.scan(ranking::offer);
        List<Place> places = ranking.places();
        boolean more = places.size() > query.limit();
        List<Place> page = more ? places.subList(0, query.limit()) : places;
        Map<String, PatternRow> rows = view.getAll(page.stream().map(Place::id).toList()).stream()
                .collect(Collectors.toMap(PatternRow::id, Function.identity()));
        List<PatternRow> ordered = new ArrayList<>(page.size());
        page.forEach(place -> ordered.add(rows.get(place.id())));
        return new ListPage(query.asOfMs(), ordered, more ? Cursor.behind(query, page.get(page.size() - 1)) : null);
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
