package dev.credence.query.http;

import java.nio.charset.StandardCharsets;

/** {@code /}: what is served here, for people who look with a browser. */
final class IndexEndpoint implements Endpoint {
    private static final byte[] PAGE = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Credence</title></head>
            <body>
            <h1>Credence</h1>
            <ul>
            <li><a href="/v1/patterns?limit=20">/v1/patterns</a>: patterns by the lower bound of their confidence
            <li>/v1/patterns/ID and /v1/patterns/ID/history: one pattern
            <li>POST /v1/patterns:batchGet {"ids":["ID"]}: many patterns
            <li><a href="/v1/stats">/v1/stats</a>, <a href="/metrics">/metrics</a>: how it is doing
            <li><a href="/readyz">/readyz</a>, <a href="/livez">/livez</a>, <a href="/info">/info</a>
            </ul>
            </body>
            </html>
            """.getBytes(StandardCharsets.UTF_8);

    @Override
    public void handle(Exchange exchange) {
        exchange.answer(new Answer(200, "text/html; charset=utf-8", PAGE));
    }
}
