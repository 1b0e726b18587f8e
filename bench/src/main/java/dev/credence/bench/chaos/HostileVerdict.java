package dev.credence.bench.chaos;

import dev.credence.bench.oracle.Judgement;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What came of the flood.
 *
 * @param ledgerRows committed
 * @param ledgerRowsWrong of them, those that do not add up
 * @param threadDeaths -1: the process ended
 * @param longestStall seconds
 * @param liveHeap bytes after collections, at equal distances
 * @param residentBytes the most that the process ever took; -1: the system does not say
 */
record HostileVerdict(
        long published,
        Judgement judgement,
        long ledgerRows,
        long ledgerRowsWrong,
        long threadDeaths,
        double longestStall,
        List<Long> liveHeap,
        long residentBytes) {
    private static final int SHOWN = 10;
    private static final double MOST_STALL_SECONDS = 1;
    private static final long MOST_RESIDENT_BYTES = 512L << 20;
    private static final long HEAP_NOISE_BYTES = 16L << 20;

    boolean passed() {
        return isAccountedFor()
                && threadDeaths == 0
                && longestStall <= MOST_STALL_SECONDS
                && isFlat()
                && residentBytes <= MOST_RESIDENT_BYTES;
    }

    /** Every record has its fate, and every commit adds up. */
    boolean isAccountedFor() {
        return judgement.isEqual() && judgement.records() == published && ledgerRows > 0 && ledgerRowsWrong == 0;
    }

    /** From the second look on, when what is bounded is full, the live heap grows by no more than a quarter. */
    boolean isFlat() {
        if (liveHeap.size() < 3) {
            return true;
        }
        long first = liveHeap.get(1);
        return liveHeap.get(liveHeap.size() - 1) <= first + first / 4 + HEAP_NOISE_BYTES;
    }

    void print(PrintWriter out) {
        judgement.differences().stream().limit(SHOWN).forEach(out::println);
        out.println("oracle: " + judgement);
        out.printf(
                Locale.ROOT,
                "hostile %,d of %,d accounted for · %,d ledger rows committed, %d do not add up · thread deaths %d ·"
                        + " longest stall %.2f s (must be ≤ 1) · live heap %s MB (%s) · process %d MB at most (must be"
                        + " ≤ 512) · %s%n",
                judgement.records(),
                published,
                ledgerRows,
                ledgerRowsWrong,
                threadDeaths,
                longestStall,
                liveHeap.stream().map(bytes -> Long.toString(bytes >> 20)).collect(Collectors.joining(" ")),
                isFlat() ? "flat" : "grows",
                residentBytes >> 20,
                passed() ? "PASSED" : "FAILED");
    }
}
