package dev.credence.query.http;

import dev.credence.query.json.PatternsJson;
import dev.credence.query.read.PatternAnswer;
import dev.credence.query.read.PatternReads;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

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
            Begun begun = begin(ids);
            if (begun.isWhole(ids.size())) {
                exchange.answer(answer(begun.answers));
            } else {
                exchange.work(() -> answer(requireFit(completed(begun, ids))));
            }
        });
    }

    /** The answers about the first ids, and the bytes of their patterns. */
    private record Begun(List<PatternAnswer> answers, long bytes) {
        /** Whether nothing has to be looked up, and it is not too much for an event loop, which renders up to its limit. */
        boolean isWhole(int ids) {
            return answers.size() == ids && bytes <= MOST_BYTES_ON_LOOP;
        }
    }

    /** As far as the caches go, and an event loop. */
    private Begun begin(List<String> ids) {
        List<PatternAnswer> answers = new ArrayList<>(ids.size());
        long bytes = 0;
        for (String id : ids) {
            PatternAnswer answer = bytes > MOST_BYTES_ON_LOOP ? null : reads.cached(id);
            if (answer == null) {
                break;
            }
            bytes += bytes(answer);
            answers.add(answer);
        }
        return new Begun(answers, bytes);
    }

    /** What was begun is not asked for again: each read counts once. */
    private List<PatternAnswer> completed(Begun begun, List<String> ids) {
        List<PatternAnswer> answers = begun.answers;
        answers.addAll(reads.answers(ids.subList(answers.size(), ids.size())));
        return answers;
    }

    private static int bytes(PatternAnswer answer) {
        return answer instanceof PatternAnswer.Found found ? found.json().length : 0;
    }

    /** Renders up to the limit and no further: a document that is made is kept. */
    private static List<PatternAnswer> requireFit(List<PatternAnswer> answers) {
        long bytes = 0;
        for (int i = 0; i < answers.size(); i++) {
            bytes += bytes(answers.get(i));
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
