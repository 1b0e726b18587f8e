package dev.credence.storage;

/** Sums over the whole file, carried along so that nobody has to count. Mutable; confined to the writer thread. */
final class Totals {
    private long patterns;
    private long originalBytes;
    private long storedBytes;

    Totals(long patterns, long originalBytes, long storedBytes) {
        this.patterns = patterns;
        this.originalBytes = originalBytes;
        this.storedBytes = storedBytes;
    }

    void addPatterns(int more) {
        patterns += more;
    }

    void addBody(long original, long stored) {
        originalBytes += original;
        storedBytes += stored;
    }

    long patterns() {
        return patterns;
    }

    long originalBytes() {
        return originalBytes;
    }

    long storedBytes() {
        return storedBytes;
    }
}
