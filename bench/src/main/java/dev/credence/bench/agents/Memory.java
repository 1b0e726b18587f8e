package dev.credence.bench.agents;

import dev.credence.client.CredenceClient;
import dev.credence.client.contract.KnownPattern;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Patterns of 1 KB, and what was written of each: so that it can be said whether an answer shows it. A pattern is written
 * by one thread at a time.
 */
final class Memory {
    private static final int CONTENT_CHARS = 1_000;
    private static final int TEXTS = 512;
    private static final String[] WORDS = {
        "read", "the", "error", "before", "code", "retry", "with", "back-off", "after", "test", "cache", "miss", "plan",
        "tool", "call", "limit", "token", "graph", "first", "failing", "line", "of", "log", "when", "build", "breaks"
    };

    private final String[] ids;
    private final String[] texts = new String[TEXTS];
    private final int[] stores;
    private final int[] outcomes;
    private final int[] writesBefore;

    Memory(int patterns) {
        ids = new String[patterns];
        stores = new int[patterns];
        outcomes = new int[patterns];
        writesBefore = new int[patterns];
        for (int i = 0; i < patterns; i++) {
            ids[i] = "recipe:" + Integer.toString(i * 0x9E3779B1, 36).replace('-', 'x') + "." + i;
        }
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < TEXTS; i++) {
            texts[i] = text(random);
        }
    }

    int size() {
        return ids.length;
    }

    String id(int pattern) {
        return ids[pattern];
    }

    void store(CredenceClient client, int pattern) {
        stores[pattern]++;
        client.storePattern(new Pattern(
                ids[pattern], "recipe", content(pattern), Map.of("agent", "bench"), null, null, null, Priority.MEDIUM));
    }

    void report(CredenceClient client, int pattern, boolean success) {
        outcomes[pattern]++;
        client.updateConfidence(ids[pattern], success ? Result.SUCCESS : Result.FAILURE);
    }

    /**
     * What cannot be read as it was last written.
     *
     * @param writes all writes of those patterns since {@link #begin}: which of them show is not told
     */
    record Unreadable(int patterns, long writes) {}

    /** Writes count from now on. */
    void begin() {
        for (int i = 0; i < ids.length; i++) {
            writesBefore[i] = stores[i] + outcomes[i];
        }
    }

    /** Asks the client for every pattern. */
    Unreadable unreadable(CredenceClient client) {
        int patterns = 0;
        long writes = 0;
        for (int i = 0; i < ids.length; i++) {
            Optional<KnownPattern> known = client.getPattern(ids[i]);
            boolean shown = known.isPresent()
                    && known.get().usageCount() == outcomes[i]
                    && known.get().content().equals(content(i));
            if (!shown) {
                patterns++;
                writes += stores[i] + outcomes[i] - writesBefore[i];
            }
        }
        return new Unreadable(patterns, writes);
    }

    /** Different with every store; 1 KB. */
    private String content(int pattern) {
        return stores[pattern] + ": " + texts[(pattern + stores[pattern]) % TEXTS];
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder(CONTENT_CHARS + 20);
        while (text.length() < CONTENT_CHARS) {
            text.append(WORDS[random.nextInt(WORDS.length)])
                    .append(random.nextInt(8) == 0 ? " " + random.nextInt(10_000) + " " : " ");
        }
        return text.substring(0, CONTENT_CHARS);
    }
}
