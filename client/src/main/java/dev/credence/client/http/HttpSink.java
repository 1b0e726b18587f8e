package dev.credence.client.http;

import dev.credence.client.contract.EventSink;
import dev.credence.client.contract.RefusedException;
import dev.credence.client.contract.WriteListener;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.rules.Refusal;
import dev.credence.core.rules.Rules;
import dev.credence.ingest.lines.LineWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes through the writing routes, as many lines a request as have come together while the one before was answered. */
public final class HttpSink implements EventSink {
    private final Requests requests;
    private final Lane patterns;
    private final Lane outcomes;

    public HttpSink(HttpTarget target) {
        this.requests = new Requests(target);
        Duration patience = target.timeout();
        // Stored twice, a pattern is the same; counted twice, an outcome is another.
        this.patterns = new Lane("patterns", requests, true, patience);
        this.outcomes = new Lane("confidence", requests, false, patience);
    }

    @Override
    public void store(Pattern pattern, WriteListener listener) {
        if (accepted(Rules.check(pattern), listener)) {
            patterns.add(Line.of(LineWriter.line(pattern), listener));
        }
    }

    @Override
    public void report(Outcome outcome, WriteListener listener) {
        if (accepted(Rules.check(outcome), listener)) {
            outcomes.add(Line.of(LineWriter.line(outcome), listener));
        }
    }

    @Override
    public void delete(String id, WriteListener listener) {
        if (accepted(Rules.checkId(id), listener)) {
            patterns.add(Line.request(
                    () -> requests.to("/v1/patterns/" + id).DELETE().build(), listener));
        }
    }

    @Override
    public void flush() {
        patterns.flush();
        outcomes.flush();
    }

    @Override
    public void close() {
        patterns.close();
        outcomes.close();
    }

    /** The lines as one request. */
    static HttpRequest request(Requests requests, String route, byte[] lines) {
        return requests.to("/v1/" + route)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(lines))
                .build();
    }

    private static boolean accepted(@Nullable Refusal refusal, WriteListener listener) {
        if (refusal != null) {
            listener.failed(new RefusedException(refusal.reason().code(), refusal.detail(), null));
        }
        return refusal == null;
    }
}
