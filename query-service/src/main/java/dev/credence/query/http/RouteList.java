package dev.credence.query.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** What is served on a port, as a page for people: all routes that there are, so that none is forgotten. Thread-safe. */
final class RouteList {
    private static final String GET = "GET ";

    private final Supplier<List<String>> routes;

    /** @param routes such as {@code GET /livez}; asked for each answer, since other modules mount theirs later */
    RouteList(Supplier<List<String>> routes) {
        this.routes = routes;
    }

    void answer(Exchange exchange) {
        exchange.answer(answer());
    }

    Answer answer() {
        StringBuilder html = new StringBuilder("""
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Credence</title></head>
                <body>
                <h1>Credence</h1>
                <ul>
                """);
        routes.get().forEach(route -> html.append("<li>").append(item(route)).append('\n'));
        html.append("""
                </ul>
                <p><a href="/openapi.yaml">/openapi.yaml</a> describes all of it, for programs.
                </body>
                </html>
                """);
        return new Answer(200, "text/html; charset=utf-8", html.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String item(String route) {
        String path = route.substring(route.indexOf(' ') + 1);
        return route.startsWith(GET) && path.indexOf('{') < 0 ? "<a href=\"" + path + "\">" + route + "</a>" : route;
    }
}
