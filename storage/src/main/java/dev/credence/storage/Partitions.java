package dev.credence.storage;

/** Which partitions hold rows of a pattern, as one number: the partition if there is just one. */
final class Partitions {
    static final int NONE = -1;
    static final int SEVERAL = -2;

    private Partitions() {}

    static int plus(int partitions, int one) {
        return partitions == NONE || partitions == one ? one : SEVERAL;
    }

    /** Whether {@code one} may be among them. */
    static boolean mayHold(int partitions, int one) {
        return partitions == one || partitions == SEVERAL;
    }
}
