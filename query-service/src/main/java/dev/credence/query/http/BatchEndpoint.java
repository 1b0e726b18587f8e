package dev.credence.query.http;

import dev.credence.query.json.PatternsJson;
import dev.credence.query.read.PatternAnswer;
import dev.credence.query.read.PatternReads;
import dev.credence.storage.PatternRow;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code POST /v1/patterns:batchGet}: up to a thousand patterns by id, all at one time. */
final class BatchEndpoint implements Endpoint {
    private final PatternReads reads;
    private final Topics topics;
    private final InstantSource clock;
    private final int maxBodyBytes;

    BatchEndpoint(PatternReads reads, Topics topics, InstantSource clock, int maxBodyBytes) {
        this.reads = reads;
        this.topics = topics;
        this.clock = clock;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    public void handle(Exchange exchange) {
        exchange.requireNoParameters();
        MediaTypes.requireJson(exchange.header("Content-Type"));
        exchange.body(maxBodyBytes, body -> exchange.work(() -> answer(IdList.parse(body))));
    }

    private Answer answer(List<String> ids) {
        List<PatternRow> rows = new ArrayList<>(ids.size());
        Set<String> missing = new LinkedHashSet<>();
        for (PatternAnswer answer : reads.answers(ids)) {
            if (answer instanceof PatternAnswer.Found found) {
                rows.add(found.row());
            } else {
                missing.add(answer.id());
            }
        }
        return Answer.json(PatternsJson.batch(clock.millis(), rows, topics.names(), missing));
    }
}
