package dev.credence.bench.chaos;

import java.util.List;
import java.util.Locale;

/** A role that runs as a process of its own. */
enum Part {
    PROCESSOR,
    VIEW,
    QUERY_SERVICE;

    /** The arguments of {@code credence} that run it. */
    List<String> command() {
        return this == PROCESSOR ? List.of(text(), "--no-view") : List.of(text());
    }

    /** As the command line calls it. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
