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
    /** Longest answer, in bytes of its patterns. */
    private static final long MOST_BYTES = 64L << 20;

    /** Of what an event loop puts together: copying more would keep its other connections waiting. */
    private static final long MOST_BYTES_ON_LOOP = 1L << 20;

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
            List<PatternAnswer> cached = atOnce(ids);
            if (cached == null) {
                exchange.work(() -> answer(requireFit(reads.answers(ids))));
            } else {
                exchange.answer(answer(cached));
            }
        });
    }

    /** Null: at least one has to be looked up, or they are too much for an event loop, which renders up to its limit. */
    private @Nullable List<PatternAnswer> atOnce(List<String> ids) {
        List<PatternAnswer> answers = new ArrayList<>(ids.size());
        long bytes = 0;
        for (String id : ids) {
            PatternAnswer answer = reads.cached(id);
            if (answer == null) {
                return null;
            }
            if (answer instanceof PatternAnswer.Found found) {
                bytes += found.json().length;
                if (bytes > MOST_BYTES_ON_LOOP) {
                    return null;
                }
            }
            answers.add(answer);
        }
        return answers;
    }

    /** Renders up to the limit and no further: a document that is made is kept. */
    private static List<PatternAnswer> requireFit(List<PatternAnswer> answers) {
        long bytes = 0;
        for (int i = 0; i < answers.size(); i++) {
            bytes += answers.get(i) instanceof PatternAnswer.Found found ? found.json().length : 0;
            if (bytes > MOST_BYTES) {
                throw Problem.tooLarge("the first " + (i + 1) + " of the " + answers.size() + " ids make " + bytes
                        + " bytes of patterns, and an answer has at most " + MOST_BYTES
                        + "; ask for fewer ids at a time");
            }
        }
        return answers;
    }

    private Answer answer(List<PatternAnswer> answers) {
        return Answer.json(PatternsJson.batch(clock.millis(), answers));
    }
}
