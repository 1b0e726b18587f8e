package dev.credence.client;

import dev.credence.query.read.Operations;
import java.util.Locale;

/**
 * What a client did so far, in figures.
 *
 * @param reads calls and how long they took
 * @param acked writes that are stored; {@code failed} those that are not
 * @param hitRate of the caches in this process; NaN: none is here, or nothing was read
 */
public record ClientReport(Operations.Summary reads, long acked, long failed, double hitRate) {
    /** In one line. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "reads %d (%.0f/s, mean %.4f ms, p99 %.4f ms), writes %d acked, %d failed, hits %s",
                reads.count(),
                reads.perSecond(),
                reads.meanMs() == null ? Double.NaN : reads.meanMs(),
                reads.p99Ms() == null ? Double.NaN : reads.p99Ms(),
                acked,
                failed,
                Double.isNaN(hitRate) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * hitRate));
    }
}
