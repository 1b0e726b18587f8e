package dev.credence.processor.evidence;

import dev.credence.core.model.Result;
import org.jspecify.annotations.Nullable;

/** Outcomes that were taken and are not folded yet, in columns. Confined to one thread. */
final class Arrivals {
    final byte[][] ids;
    final int[] hashes;
    final @Nullable Row[] rows;
    private final Result[] results;
    private final double[] weights;
    private final long[] occurredAtMs;
    private final long[] offsets;
    private final boolean[] urgent;
    private int size;

    Arrivals(int capacity) {
        ids = new byte[capacity][];
        hashes = new int[capacity];
        rows = new Row[capacity];
        results = new Result[capacity];
        weights = new double[capacity];
        occurredAtMs = new long[capacity];
        offsets = new long[capacity];
        urgent = new boolean[capacity];
    }

    /** Whether there is no room for another. */
    boolean add(byte[] id, Result result, double weight, long atMs, long offset, boolean ofPriorityTopic) {
        ids[size] = id;
        hashes[size] = RowTable.hash(id);
        results[size] = result;
        weights[size] = weight;
        occurredAtMs[size] = atMs;
        offsets[size] = offset;
        urgent[size] = ofPriorityTopic;
        size++;
        return size == ids.length;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    boolean ofPriorityTopic(int index) {
        return urgent[index];
    }

    /** Returns false if a sum of {@code row} is at its cap and took no more. */
    boolean foldInto(Row row, int index) {
        if (urgent[index]) {
            row.priorityOffset = offsets[index];
        } else {
            row.confidenceOffset = offsets[index];
        }
        return row.evidence.fold(results[index], weights[index], occurredAtMs[index]);
    }
}
