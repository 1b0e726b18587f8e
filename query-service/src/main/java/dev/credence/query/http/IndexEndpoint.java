package dev.credence.query.http;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code /} and the files under it: the live page for browsers, what is served here for everybody else. */
final class IndexEndpoint {
    private static final byte[] INDEX = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Credence</title></head>
            <body>
            <h1>Credence</h1>
            <ul>
            <li><a href="/v1/patterns?limit=20">/v1/patterns</a>: patterns by the lower bound of their confidence
            <li>/v1/patterns/ID and /v1/patterns/ID/history: one pattern
            <li>POST /v1/patterns:batchGet {"ids":["ID"]}: many patterns
            <li><a href="/v1/stats">/v1/stats</a>, <a href="/v1/live">/v1/live</a>, <a href="/metrics">/metrics</a>: how it is doing
            <li><a href="/openapi.yaml">/openapi.yaml</a>: all of it, for programs
            <li><a href="/readyz">/readyz</a>, <a href="/livez">/livez</a>, <a href="/info">/info</a>
            </ul>
            </body>
            </html>
            """.getBytes(StandardCharsets.UTF_8);

    private final Page page = new Page();

    /** Browsers name HTML among what they accept; programs that take anything get the list. */
    void index(Exchange exchange) {
        String accept = Objects.requireNonNullElse(exchange.header("Accept"), "");
        Answer answer = accept.contains("text/html")
                ? page.index(exchange.header("If-None-Match"))
                : new Answer(200, "text/html; charset=utf-8", INDEX);
        exchange.answer(answer.header("Vary", "Accept"));
    }

    void file(Exchange exchange) {
        String name = exchange.id();
        @Nullable Answer answer = page.file(name, exchange.header("If-None-Match"));
        if (answer == null) {
            throw Router.noSuchPath(Page.PREFIX + name);
        }
        exchange.answer(answer);
    }
}
