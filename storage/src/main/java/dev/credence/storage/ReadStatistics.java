package dev.credence.storage;

import java.util.List;

/**
 * The reads of one reader since it was opened.
 *
 * @param reads read transactions that ended
 * @param nanos time spent in them, without waiting for a connection
 * @param p99Nanos 99 of 100 reads of the last minutes took no longer; -1: there were none
 * @param slow how many took at least {@code slow.query.ms}
 * @param lastSlow the latest slow ones, newest first
 * @param overloaded how many reads found no connection in time
 * @param waitNanos time spent waiting for a connection
 */
public record ReadStatistics(
        long reads,
        long nanos,
        long p99Nanos,
        long slow,
        List<SlowRead> lastSlow,
        long overloaded,
        long waitNanos,
        int poolSize,
        int poolBusy,
        int poolWaiting) {

    /** One read that took long. */
    public record SlowRead(String what, long atMs, long millis) {}
}
