package dev.credence.query.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code GET /openapi.yaml}: what is served, for programs to read. Immutable; thread-safe. */
final class Description {
    static final String PATH = "/openapi.yaml";

    private static final String NAME = "openapi.yaml";

    private final Answer answer = new Answer(200, "application/yaml", read());

    void answer(Exchange exchange) {
        exchange.answer(answer);
    }

    private static byte[] read() {
        try (InputStream in = Description.class.getResourceAsStream(NAME)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks " + NAME);
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
