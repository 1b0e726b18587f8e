package dev.credence.query.http;

import dev.credence.query.read.PatternReads;
import dev.credence.query.read.SourceTopics;
import org.jspecify.annotations.Nullable;

/** The names of the view's source topics, asked once: a view keeps its prefix for life. Thread-safe. */
final class Topics {
    private final PatternReads reads;
    private volatile @Nullable SourceTopics names;

    Topics(PatternReads reads) {
        this.reads = reads;
    }

    SourceTopics names() {
        SourceTopics known = names;
        if (known == null) {
            known = SourceTopics.of(reads.info().identity().topicsPrefix());
            names = known;
        }
        return known;
    }
}
