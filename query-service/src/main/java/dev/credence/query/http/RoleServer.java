package dev.credence.query.http;

import dev.credence.query.json.InfoJson;
import dev.credence.query.json.JsonBytes;
import dev.credence.query.read.Operations;
import java.util.List;

/**
 * The port of a role that has no view: alive, ready, versions, metrics, and the routes of other modules mounted on it.
 * Patterns are read from a {@link QueryServer}.
 */
public final class RoleServer implements AutoCloseable {
    private static final int WORKERS = 2;

    private final HttpFront front;
    private final Workers workers;
    private final Operations operations;

    private RoleServer(HttpFront front, Workers workers, Operations operations) {
        this.front = front;
        this.workers = workers;
        this.operations = operations;
    }

    /**
     * Starts serving.
     *
     * @throws HttpPortException if the port cannot be listened on
     */
    public static RoleServer start(Listening listening, RoleServed served, List<Mount> mounts) {
        Workers workers = new Workers(
                WORKERS, listening.limits().queue(), listening.limits().patienceMs());
        Operations operations = new Operations();
        Router router = new Router(
                new Guard(listening), workers, route -> new RouteMeter(served.registry(), route, operations));
        router.add("GET", "/", new RouteList(router::listed)::answer)
                .add("GET", "/livez", ProcessEndpoints::live)
                .add("GET", "/readyz", exchange -> ready(exchange, served))
                .add("GET", "/info", exchange -> info(exchange, served))
                .add("GET", Description.PATH, new Description()::answer)
                .add("GET", "/metrics", exchange -> ProcessEndpoints.metrics(exchange, served.registry()));
        mounts.forEach(router::mount);
        try {
            return new RoleServer(HttpFront.listen(listening, router, router.unrouted()), workers, operations);
        } catch (HttpPortException taken) {
            workers.close();
            throw taken;
        }
    }

    public int port() {
        return front.port();
    }

    /** The requests of the mounted routes so far. */
    public Operations.Summary operations() {
        return operations.summary();
    }

    /** Stops listening and lets what is running end. */
    @Override
    public void close() {
        front.close();
        workers.close();
    }

    private static void ready(Exchange exchange, RoleServed served) {
        String obstacle = served.obstacle().get();
        if (!served.ready().getAsBoolean()) {
            throw Problem.starting(
                    obstacle == null
                            ? "the " + served.role() + " is starting; try again in a second"
                            : ProcessEndpoints.waiting(obstacle));
        }
        JsonBytes json = new JsonBytes(64).beginObject();
        json.name("status").text("ready");
        json.name("role").text(served.role());
        ProcessEndpoints.nameObstacle(json, obstacle);
        exchange.answer(Answer.json(json.endObject().toBytes()));
    }

    private static void info(Exchange exchange, RoleServed served) {
        exchange.answer(Answer.json(InfoJson.of(
                served.clock().millis(), served.process(), served.generation().get(), -1)));
    }
}
