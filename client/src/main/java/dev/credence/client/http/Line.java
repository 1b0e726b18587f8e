package dev.credence.client.http;

import dev.credence.client.contract.WriteListener;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One write on its way.
 *
 * @param bytes a line of a request, without its end; empty if {@code alone} is the request
 */
record Line(byte[] bytes, @Nullable Supplier<HttpRequest> alone, WriteListener listener) {
    static Line of(String text, WriteListener listener) {
        return new Line(text.getBytes(StandardCharsets.UTF_8), null, listener);
    }

    static Line request(Supplier<HttpRequest> alone, WriteListener listener) {
        return new Line(new byte[0], alone, listener);
    }
}
