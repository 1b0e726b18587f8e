package dev.credence.bench.view;

import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.Origin;
import dev.credence.core.body.StoredBody;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Priority;
import java.util.Map;
import java.util.SplittableRandom;

/** Some hundred different bodies of about a kilobyte, which patterns share: what is measured does not look at them. */
public final class Texts {
    private static final int DIFFERENT = 256;
    private static final int WORDS = 120;
    private static final String[] WORD = {
        "retry", "the", "request", "after", "a", "short", "pause", "when", "service", "answers", "too", "many", "read",
        "error", "before", "code", "narrow", "failing", "test", "first", "log", "what", "changed", "and", "why",
                "cache",
        "index", "query", "plan", "compare", "both", "sides", "never", "trust", "one", "sample"
    };

    private final StoredBody[] bodies = new StoredBody[DIFFERENT];

    public Texts(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BodyCodec codec = new BodyCodec(6);
        for (int i = 0; i < DIFFERENT; i++) {
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < WORDS; word++) {
                text.append(WORD[random.nextInt(WORD.length)])
                        .append(random.nextInt(1000))
                        .append(' ');
            }
            Pattern pattern = new Pattern(
                    "any",
                    i % 3 == 0 ? "tool" : "strategy",
                    text.toString(),
                    Map.of("source", "bench"),
                    null,
                    null,
                    null,
                    Priority.MEDIUM);
            bodies[i] = codec.encode(pattern, new Origin(1_000, 0, 1), 1_000);
        }
    }

    /** The one of this pattern; others have it, too. */
    public StoredBody of(int pattern) {
        return bodies[pattern % DIFFERENT];
    }
}
