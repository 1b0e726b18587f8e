package dev.credence.query.cache;

import dev.credence.query.read.ListPage;
import dev.credence.query.read.ListQuery;
import dev.credence.query.read.PatternAnswer;
import dev.credence.query.read.PatternReads;
import dev.credence.query.read.Ranking;
import dev.credence.query.read.SourceTopics;
import dev.credence.storage.LedgerEntry;
import dev.credence.storage.PatternRow;
import dev.credence.storage.ReadStatistics;
import dev.credence.storage.ViewInfo;
import dev.credence.storage.ViewReader;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers from the view. Thread-safe. */
public final class PatternCache implements PatternReads {
    private final ViewReader view;
    private final InstantSource clock;

    public PatternCache(ViewReader view, InstantSource clock) {
        this.view = view;
        this.clock = clock;
    }

    @Override
    public @Nullable PatternAnswer cached(String id) {
        return null;
    }

    @Override
    public PatternAnswer load(String id) {
        return Rendering.answer(id, view.get(id), topics(), clock.millis());
    }

    @Override
    public List<PatternAnswer> answers(List<String> ids) {
        Map<String, PatternRow> rows = new HashMap<>();
        view.getAll(ids).forEach(row -> rows.put(row.id(), row));
        SourceTopics topics = topics();
        long nowMs = clock.millis();
        return ids.stream()
                .map(id -> Rendering.answer(id, rows.get(id), topics, nowMs))
                .toList();
    }

    @Override
    public @Nullable PatternRow row(String id) {
        return view.get(id);
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

    private SourceTopics topics() {
        return SourceTopics.of(view.info().identity().topicsPrefix());
    }
}
