package dev.credence.query.http;

import io.vertx.core.http.HttpHeaders;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Lengths of bodies as a header says them; those of most answers are made once. Thread-safe. */
final class Lengths {
    private static final int KEPT = 8 << 10;
    private static final AtomicReferenceArray<@Nullable CharSequence> TEXTS = new AtomicReferenceArray<>(KEPT);

    private Lengths() {}

    static CharSequence text(int length) {
        if (length >= KEPT) {
            return Integer.toString(length);
        }
        CharSequence known = TEXTS.get(length);
        if (known == null) {
            known = HttpHeaders.createOptimized(Integer.toString(length));
            TEXTS.set(length, known);
        }
        return known;
    }
}
