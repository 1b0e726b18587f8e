package dev.credence.query.http;

import dev.credence.query.read.Arrivals;
import dev.credence.query.read.Operations;
import dev.credence.query.read.PatternReads;
import java.util.List;

/** The reading service on a port: all routes, in one place. */
public final class QueryServer implements AutoCloseable {
    private final HttpFront front;
    private final Workers workers;
    private final Arrivals arrivals;
    private final ProcessEndpoints process;
    private final LiveFeed live;
    private final Staleness staleness;

    private QueryServer(
            HttpFront front,
            Workers workers,
            Arrivals arrivals,
            ProcessEndpoints process,
            LiveFeed live,
            Staleness staleness) {
        this.staleness = staleness;
        this.front = front;
        this.workers = workers;
        this.arrivals = arrivals;
        this.process = process;
        this.live = live;
    }

    /**
     * Starts serving.
     *
     * @param mounts routes of other modules on the same port
     * @throws HttpPortException if the port cannot be listened on
     */
    public static QueryServer start(Listening listening, Served served, List<Mount> mounts) {
        HttpLimits limits = listening.limits();
        Workers workers = new Workers(limits.workers(), limits.queue(), limits.patienceMs());
        Arrivals arrivals = new Arrivals(served.reads());
        Operations operations = new Operations();
        ProcessEndpoints process = new ProcessEndpoints(served, operations);
        LiveFeed live = new LiveFeed(
                LiveFeed.Limits.DEFAULTS, new LiveFigures(process::statistics, served.reads(), served.clock()));
        Staleness staleness = new Staleness(served);
        Router router = router(listening, served, workers, arrivals, operations, process, staleness)
                .mount(new Mount("GET", LiveFeed.PATH, live::handle));
        mounts.forEach(router::mount);
        try {
            return new QueryServer(
                    HttpFront.listen(listening, router, router.unrouted()),
                    workers,
                    arrivals,
                    process,
                    live,
                    staleness);
        } catch (HttpPortException taken) {
            staleness.close();
            live.close();
            arrivals.close();
            workers.close();
            throw taken;
        }
    }

    private static Router router(
            Listening listening,
            Served served,
            Workers workers,
            Arrivals arrivals,
            Operations operations,
            ProcessEndpoints process,
            Staleness staleness) {
        PatternReads reads = served.reads();
        Topics topics = new Topics(reads);
        BatchEndpoint batch =
                new BatchEndpoint(reads, served.clock(), listening.limits().maxBodyBytes());
        Router router = new Router(
                new Guard(listening), workers, route -> new RouteMeter(served.registry(), route, operations));
        IndexEndpoint index = new IndexEndpoint(new RouteList(router::listed));
        return router.add(
                        "GET",
                        "/v1/patterns/{id}",
                        staleness.told(new PatternEndpoint(reads, arrivals, topics, served.clock())))
                .add("POST", "/v1/patterns:batchGet", staleness.told(batch))
                .add("GET", "/v1/patterns", staleness.told(new ListEndpoint(reads, topics, served.clock())))
                .add("GET", "/v1/patterns/{id}/history", staleness.told(new HistoryEndpoint(reads, served.clock())))
                .add("GET", "/v1/stats", process::stats)
                .add("GET", "/metrics", process::metrics)
                .add("GET", "/livez", ProcessEndpoints::live)
                .add("GET", "/readyz", process::ready)
                .add("GET", "/info", process::info)
                .add("GET", Description.PATH, new Description()::answer)
                .add("GET", "/", index::index)
                .add("GET", Page.PREFIX + "{id}", index::file);
    }

    public int port() {
        return front.port();
    }

    /**
     * What {@code /v1/stats} answers.
     *
     * @throws dev.credence.storage.ViewNotReadyException while there is no view
     */
    public byte[] statistics() {
        return process.statistics();
    }

    /** Ends all waiting for receipts and all streams, stops listening, lets what is running end. */
    @Override
    public void close() {
        arrivals.close();
        live.close();
        staleness.close();
        front.close();
        workers.close();
    }
}
