package dev.credence.query.http;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** Finds the endpoint of a request by its path and method. Immutable once it serves; thread-safe then. */
final class Router implements Handler<HttpServerRequest> {
    private final Guard guard;
    private final Workers workers;
    private final Function<String, RouteMeter> meters;
    private final RouteMeter elsewhere;
    private final List<Route> routes = new ArrayList<>();

    private record Route(String method, String name, Path path, RouteMeter meter, Target target) {
        @Override
        public String toString() {
            return method + " " + name;
        }

        boolean takes(String requested) {
            return method.equals(requested) || (method.equals("GET") && requested.equals("HEAD"));
        }
    }

    @FunctionalInterface
    private interface Target {
        void handle(HttpServerRequest request, String segment);
    }

    Router(Guard guard, Workers workers, Function<String, RouteMeter> meters) {
        this.guard = guard;
        this.workers = workers;
        this.meters = meters;
        this.elsewhere = meters.apply("other");
    }

    Router add(String method, String path, Endpoint endpoint) {
        return add(method, path, (request, segment) -> {
            Exchange exchange = exchange(request, segment);
            exchange.guarded(() -> endpoint.handle(exchange));
        });
    }

    Router mount(Mount mount) {
        return add(
                mount.method(),
                mount.path(),
                (request, segment) -> mount.handler().handle(request));
    }

    private Router add(String method, String path, Target target) {
        routes.add(new Route(method, path, Path.of(path), meters.apply(path), target));
        return this;
    }

    @Override
    public void handle(HttpServerRequest request) {
        String path = Objects.requireNonNullElse(request.path(), "");
        Problem refusal = guard.refusal(request, path);
        String method = request.method().name();
        boolean known = false;
        for (Route route : routes) {
            String segment = route.path.match(path);
            if (segment != null) {
                if (route.takes(method)) {
                    meter(request, route.meter);
                    if (refusal == null) {
                        route.target.handle(request, segment);
                    } else {
                        refuse(request, refusal);
                    }
                    return;
                }
                known = true;
            }
        }
        meter(request, elsewhere);
        if (refusal == null) {
            exchange(request, "").fail(known ? wrongMethod(path, method) : noSuchPath(path));
        } else {
            refuse(request, refusal);
        }
    }

    /** Every route, such as {@code GET /livez}, in the order in which they were added. */
    List<String> listed() {
        return routes.stream().map(Route::toString).toList();
    }

    /** Of answers that were given before there was a request to route. */
    IntConsumer unrouted() {
        return elsewhere::count;
    }

    /** Whoever answers in the end, with a head the answer is one: a stream's may be its last for a minute. */
    private static void meter(HttpServerRequest request, RouteMeter meter) {
        HttpServerResponse response = request.response();
        long startedNanos = System.nanoTime();
        response.headersEndHandler(head -> meter.record(response.getStatusCode(), System.nanoTime() - startedNanos));
    }

    /** Answers before the body is read; if there is one, it never is, and the connection ends. */
    private void refuse(HttpServerRequest request, Problem refusal) {
        boolean body = request.headers().contains("Transfer-Encoding")
                || !"0".equals(Objects.requireNonNullElse(request.getHeader("Content-Length"), "0"));
        exchange(request, "").fail(body ? refusal.last() : refusal);
    }

    private Exchange exchange(HttpServerRequest request, String segment) {
        Context context = Objects.requireNonNull(Vertx.currentContext());
        return new Exchange(request, context, workers, segment);
    }

    private Problem wrongMethod(String path, String method) {
        Set<String> allowed = new LinkedHashSet<>();
        for (Route route : routes) {
            if (route.path.match(path) != null) {
                allowed.add(route.method);
                if (route.method.equals("GET")) {
                    allowed.add("HEAD");
                }
            }
        }
        String allow = String.join(", ", allowed);
        return new Problem(
                        405,
                        "method-not-allowed",
                        "The path does not take this method",
                        "method " + Quoted.of(method) + " is not for this path; it takes " + allow)
                .header("Allow", allow);
    }

    static Problem noSuchPath(String path) {
        return new Problem(
                404, "no-such-path", "No such path", "nothing is served at " + Quoted.of(path) + "; / lists what is");
    }
}
