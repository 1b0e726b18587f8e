package dev.credence.query.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/**
 * Another module's route on this service's port.
 *
 * @param method such as {@code POST}
 * @param path as {@link Path} has it: literal, or with one {@code {id}}
 * @param handler takes the whole request, body included, and ends its response; runs on an event loop
 */
public record Mount(String method, String path, Handler<HttpServerRequest> handler) {}
