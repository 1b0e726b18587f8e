package dev.credence.query.http;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code /} and the files under it: the live page for browsers, what is served here for everybody else. */
final class IndexEndpoint {
    private final Page page = new Page();
    private final RouteList list;

    IndexEndpoint(RouteList list) {
        this.list = list;
    }

    /** Browsers name HTML among what they accept; programs that take anything get the list. */
    void index(Exchange exchange) {
        String accept = Objects.requireNonNullElse(exchange.header("Accept"), "");
        Answer answer = accept.contains("text/html") ? page.index(exchange.header("If-None-Match")) : list.answer();
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
