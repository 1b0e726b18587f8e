package dev.credence.bench.oracle;

/**
 * The outcomes of one id in one partition, and the last offset of each topic that was applied. Confined to one thread.
 */
final class Share {
    private final ExactEvidence evidence;
    private long confidenceOffset = -1;
    private long priorityOffset = -1;

    Share(ExactEvidence evidence) {
        this.evidence = evidence;
    }

    void add(boolean success, double weight, long occurredAtMs, long offset, boolean priority) {
        evidence.add(success, weight, occurredAtMs);
        if (priority) {
            priorityOffset = offset;
        } else {
            confidenceOffset = offset;
        }
    }

    long successes() {
        return evidence.successes();
    }

    long failures() {
        return evidence.failures();
    }

    byte[] row() {
        return RowBytes.of(evidence, confidenceOffset, priorityOffset);
    }
}
