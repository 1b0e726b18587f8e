package dev.credence.ingest.http;

import dev.credence.ingest.lines.LineError;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The refused lines of one request: how many, and the first of them. Confined to whoever holds the request's lock. */
final class RejectedLines {
    /**
     * How many are kept, however many there are: as many as our own client sends at once, because receipts can only be told
     * apart if each line without one is named.
     */
    static final int MOST = 5_000;

    /** The last line at the head. Brokers refuse late, so that lines do not come in order. */
    private final PriorityQueue<LineError> first =
            new PriorityQueue<>(Comparator.comparingLong(LineError::line).reversed());

    private long count;

    void add(LineError error) {
        count++;
        first.add(error);
        if (first.size() > MOST) {
            LineError unused = first.remove();
        }
    }

    long count() {
        return count;
    }

    /** In the order of the lines. */
    List<LineError> first() {
        return first.stream().sorted(Comparator.comparingLong(LineError::line)).toList();
    }
}
