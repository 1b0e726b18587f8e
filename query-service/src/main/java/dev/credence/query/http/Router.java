package dev.credence.query.http;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Finds the endpoint of a request by its path and method. Immutable once it serves; thread-safe then. */
final class Router implements Handler<HttpServerRequest> {
    private final Guard guard;
    private final Workers workers;
    private final Function<String, RouteMeter> meters;
    private final RouteMeter elsewhere;
    private final List<Route> routes = new ArrayList<>();

    private record Route(String method, Path path, RouteMeter meter, Target target) {
        boolean takes(String requested) {
            return method.equals(requested) || (method.equals("GET") && requested.equals("HEAD"));
        }
    }

    @FunctionalInterface
    private interface Target {
        void handle(HttpServerRequest request, RouteMeter meter, String segment);
    }

    Router(Guard guard, Workers workers, Function<String, RouteMeter> meters) {
        this.guard = guard;
        this.workers = workers;
        this.meters = meters;
        this.elsewhere = meters.apply("other");
    }

    Router add(String method, String path, Endpoint endpoint) {
        return add(method, path, (request, meter, segment) -> {
            Exchange exchange = exchange(request, meter, segment);
            exchange.guarded(() -> endpoint.handle(exchange));
        });
    }

    Router mount(Mount mount) {
        return add(mount.method(), mount.path(), (request, meter, segment) -> {
            long startedNanos = System.nanoTime();
            request.response()
                    .endHandler(
                            end -> meter.record(request.response().getStatusCode(), System.nanoTime() - startedNanos));
            mount.handler().handle(request);
        });
    }

    private Router add(String method, String path, Target target) {
        routes.add(new Route(method, Path.of(path), meters.apply(path), target));
        return this;
    }

    @Override
    public void handle(HttpServerRequest request) {
        String path = Objects.requireNonNullElse(request.path(), "");
        Problem refusal = guard.refusal(request, path);
        if (refusal != null) {
            refuse(request, refusal);
            return;
        }
        String method = request.method().name();
        boolean known = false;
        for (Route route : routes) {
            String segment = route.path.match(path);
            if (segment != null) {
                if (route.takes(method)) {
                    route.target.handle(request, route.meter, segment);
                    return;
                }
                known = true;
            }
        }
        exchange(request, elsewhere, "").fail(known ? wrongMethod(path, method) : noSuchPath(path));
    }

    /** Answers before the body is read; if there is one, it never is, and the connection ends. */
    private void refuse(HttpServerRequest request, Problem refusal) {
        boolean body = request.headers().contains("Transfer-Encoding")
                || !"0".equals(Objects.requireNonNullElse(request.getHeader("Content-Length"), "0"));
        exchange(request, elsewhere, "").fail(body ? refusal.last() : refusal);
    }

    private Exchange exchange(HttpServerRequest request, RouteMeter meter, String segment) {
        Context context = Objects.requireNonNull(Vertx.currentContext());
        return new Exchange(request, context, workers, meter, segment);
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
