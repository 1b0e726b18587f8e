package dev.credence.query.http;

/** What answers the requests of one route. Called on an event loop: what reads the view goes through the exchange. */
@FunctionalInterface
interface Endpoint {
    void handle(Exchange exchange);
}
