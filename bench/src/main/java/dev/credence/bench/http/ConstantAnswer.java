package dev.credence.bench.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Always the same answer: what one of that size costs at least. */
final class ConstantAnswer implements Handler<HttpServerRequest> {
    private final CharSequence json = HttpHeaders.createOptimized("application/json");
    private final CharSequence length;
    private final CharSequence etag;
    private final Buffer body;

    ConstantAnswer(byte[] body, String etag) {
        this.length = HttpHeaders.createOptimized(Integer.toString(body.length));
        this.etag = HttpHeaders.createOptimized(etag);
        this.body = Buffer.buffer(body);
    }

    @Override
    public void handle(HttpServerRequest request) {
        request.response()
                .putHeader(HttpHeaders.ETAG, etag)
                .putHeader(HttpHeaders.CONTENT_TYPE, json)
                .putHeader(HttpHeaders.CONTENT_LENGTH, length)
                .end(body);
    }
}
