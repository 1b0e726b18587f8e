package dev.credence.query.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.credence.query.read.CacheStatistics;
import dev.credence.query.read.ListPage;
import dev.credence.query.read.ListQuery;
import dev.credence.query.read.PatternAnswer;
import dev.credence.query.read.PatternReads;
import dev.credence.storage.Changes;
import dev.credence.storage.LedgerEntry;
import dev.credence.storage.PatternRow;
import dev.credence.storage.ReadStatistics;
import dev.credence.storage.ViewInfo;
import dev.credence.storage.ViewReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Reads of a view through the three levels. Thread-safe. */
public final class PatternCache implements PatternReads, AutoCloseable {
    private final ViewReader view;
    private final InstantSource clock;
    private final Validity validity;
    private final Levels levels;
    private final Flights flights = new Flights();
    private final Follower follower;
    private final Refresh refresh;
    private final RankedLists lists;
    private final WarmUp warmUp;
    private final CacheMeters meters;

    /** @param refreshing runs what refreshes rows; ended with the cache */
    PatternCache(
            CacheConfig config,
            ViewReader view,
            MeterRegistry registry,
            InstantSource clock,
            Ticker ticker,
            ExecutorService refreshing) {
        this.view = view;
        this.clock = clock;
        Residents residents = new Residents();
        this.validity = new Validity(clock, residents);
        this.levels = new Levels(config, validity, residents, ticker);
        this.follower = new Follower(view.changes(), validity, changes -> changed(changes, config));
        this.refresh = new Refresh(view, levels, refreshing);
        this.lists = new RankedLists(view, validity, follower);
        this.warmUp = new WarmUp(
                lists,
                config.l2().entries(),
                clock,
                ids -> warm(ids, config.l1().entries()));
        this.meters = new CacheMeters(registry, levels);
    }

    /**
     * Begins to follow the view, which need not exist yet.
     *
     * @param view stays open when the cache is closed, and must not be closed before it
     * @param registry where its figures go: {@code credence.cache}
     */
    public static PatternCache open(CacheConfig config, ViewReader view, MeterRegistry registry, InstantSource clock) {
        PatternCache cache =
                new PatternCache(config, view, registry, clock, Ticker.systemTicker(), Threads.one("credence-refresh"));
        cache.follower.start();
        return cache;
    }

    @Override
    public @Nullable PatternAnswer cached(String id) {
        return levels.answer(id);
    }

    @Override
    public PatternAnswer load(String id) {
        PatternAnswer meanwhile = levels.answer(id);
        return meanwhile == null ? levels.answer(id, fetched(id), clock.millis()) : meanwhile;
    }

    @Override
    public List<PatternAnswer> answers(List<String> ids) {
        Map<String, PatternAnswer> answers = new HashMap<>(ids.size() * 2);
        Set<String> missing = new LinkedHashSet<>();
        for (String id : ids) {
            PatternAnswer cached = missing.contains(id) ? null : cached(id);
            if (cached == null) {
                missing.add(id);
            } else {
                answers.put(id, cached);
            }
        }
        if (!missing.isEmpty()) {
            fetch(missing).forEach((id, loaded) -> answers.put(id, levels.answer(id, loaded, clock.millis())));
        }
        List<PatternAnswer> inOrder = new ArrayList<>(ids.size());
        ids.forEach(id -> inOrder.add(answers.get(id)));
        return inOrder;
    }

    @Override
    public @Nullable PatternRow row(String id) {
        Image image = levels.image(id);
        if (image != null) {
            return image.image();
        }
        if (levels.isUnknown(id)) {
            return null;
        }
        Loaded loaded = fetched(id);
        levels.count(loaded);
        return loaded.row();
    }

    @Override
    public ListPage list(ListQuery query) {
        return lists.page(query);
    }

    @Override
    public List<LedgerEntry> ledger() {
        List<LedgerEntry> ledger = view.ledger();
        follower.catchUp();
        return ledger;
    }

    @Override
    public ViewInfo info() {
        return view.info();
    }

    @Override
    public ReadStatistics statistics() {
        return view.statistics();
    }

    @Override
    public CacheStatistics cacheStatistics() {
        return levels.statistics();
    }

    /** The last commit that every answer shows, or something newer; -1: the commits are not followed now. */
    public long lastSeen() {
        Era era = validity.era();
        return era == null ? -1 : era.lastSeen();
    }

    /** The generation whose commits are followed; null: none is now. */
    public @Nullable String generation() {
        Era era = validity.era();
        return era == null ? null : era.generation();
    }

    /** Takes into account all that is committed by now. */
    void catchUp() {
        follower.catchUp();
    }

    Levels levels() {
        return levels;
    }

    /** Ends following; what is read after it comes from the database. */
    @Override
    public void close() {
        follower.close();
        warmUp.close();
        refresh.close();
        meters.close();
    }

    private void changed(Changes changes, CacheConfig config) {
        if (changes instanceof Changes.Commits commits) {
            refresh.changed(commits.all());
            return;
        }
        levels.clear();
        if (config.warmUp()) {
            Future<?> unused = warmUp.start();
        }
    }

    /** Holds the patterns of {@code ids}, as far as there is room; ready to be answered in L1 up to so many. */
    private void warm(List<String> ids, int ready) {
        fetch(new LinkedHashSet<>(ids)).forEach((id, loaded) -> {
            if (levels.l1().store().entries() < ready) {
                levels.ready(id, loaded, clock.millis());
            }
        });
    }

    private Loaded fetched(String id) {
        return flights.load(id, this::fetch, loaded -> loaded.isValid(validity.era()));
    }

    private Loaded fetch(String id) {
        Loaded loaded = view.snapshot("get", snapshot -> Loaded.from(snapshot, id));
        levels.hold(id, loaded);
        return loaded;
    }

    private Map<String, Loaded> fetch(Set<String> ids) {
        Map<String, Loaded> fetched = view.snapshot("getAll", snapshot -> Loaded.from(snapshot, ids));
        fetched.forEach(levels::hold);
        return fetched;
    }
}
