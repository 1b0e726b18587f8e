package dev.credence.ingest.http;

import java.util.ArrayList;
import java.util.List;

/** Numbers of lines, as ranges: each is greater than the one before. Confined to whoever holds the request's lock. */
final class LineRanges {
    private final List<Range> ranges = new ArrayList<>();

    /** Both ends belong to it. */
    static final class Range {
        private final long first;
        private long last;

        private Range(long line) {
            first = line;
            last = line;
        }

        long first() {
            return first;
        }

        long last() {
            return last;
        }
    }

    void add(long line) {
        Range before = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
        if (before != null && before.last == line - 1) {
            before.last = line;
        } else {
            ranges.add(new Range(line));
        }
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    List<Range> ranges() {
        return ranges;
    }
}
