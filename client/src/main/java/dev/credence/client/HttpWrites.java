package dev.credence.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.ingest.lines.LineWriter;
import dev.credence.ingest.publish.Receipt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Through the writing routes, many lines a request. */
final class HttpWrites implements Writes {
    private static final int ACCEPTED = 202;

    private final Requests requests;
    private final LineBatches patterns;
    private final LineBatches outcomes;

    HttpWrites(Requests requests) {
        this.requests = requests;
        this.patterns = new LineBatches(requests, "/v1/patterns");
        this.outcomes = new LineBatches(requests, "/v1/confidence");
    }

    @Override
    public CompletionStage<Receipt> store(Pattern pattern) {
        return patterns.add(LineWriter.line(pattern));
    }

    @Override
    public CompletionStage<Receipt> report(Outcome outcome) {
        return outcomes.add(LineWriter.line(outcome));
    }

    @Override
    public CompletionStage<Receipt> delete(String id) {
        // Behind what was stored before.
        patterns.flush();
        return CompletableFuture.supplyAsync(
                () -> {
                    JsonNode answer = requests.delete("/v1/patterns/" + id, Set.of(ACCEPTED))
                            .json();
                    return Receipt.parse(answer.path("receipts").path(0).asText());
                },
                task -> new Thread(task, "credence-delete").start());
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
}
