package dev.credence.query.http;

import dev.credence.query.json.PatternsJson;
import dev.credence.query.read.PatternAnswer;
import dev.credence.query.read.PatternReads;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/patterns:batchGet}: up to a thousand patterns by id, of one second. */
final class BatchEndpoint implements Endpoint {
    private final PatternReads reads;
    private final InstantSource clock;
    private final int maxBodyBytes;

    BatchEndpoint(PatternReads reads, InstantSource clock, int maxBodyBytes) {
        this.reads = reads;
        this.clock = clock;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    public void handle(Exchange exchange) {
        exchange.requireNoParameters();
        MediaTypes.requireJson(exchange.header("Content-Type"));
        exchange.body(maxBodyBytes, body -> {
            List<String> ids = IdList.parse(body);
            List<PatternAnswer> cached = cached(ids);
            if (cached == null) {
                exchange.work(() -> answer(reads.answers(ids)));
            } else {
                exchange.answer(answer(cached));
            }
        });
    }

    /** Null: at least one has to be looked up. */
    private @Nullable List<PatternAnswer> cached(List<String> ids) {
        List<PatternAnswer> answers = new ArrayList<>(ids.size());
        for (String id : ids) {
            PatternAnswer answer = reads.cached(id);
            if (answer == null) {
                return null;
            }
            answers.add(answer);
        }
        return answers;
    }

    private Answer answer(List<PatternAnswer> answers) {
        return Answer.json(PatternsJson.batch(clock.millis(), answers));
    }
}
