package dev.credence.processor.view;

import dev.credence.storage.WriteBatch.Position;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far the view is, for whoever asks. Written by the two threads of the materialiser; thread-safe. */
final class Progress {
    private final Clock clock;
    private final long freshMs;
    private final Map<TopicPartition, Long> shown = new ConcurrentHashMap<>();
    private volatile Map<TopicPartition, Long> ends = Map.of();
    private volatile long contactMs = -1;
    private final AtomicLong caughtUpMs;
    private volatile boolean ready;
    private volatile @Nullable String generation;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable String obstacle;

    /** @param freshMs how old an answer of the cluster may be to speak for now */
    Progress(Clock clock, long freshMs) {
        this.clock = clock;
        this.freshMs = freshMs;
        this.caughtUpMs = new AtomicLong(clock.millis());
    }

    /** A generation begins at these positions. */
    void begin(Collection<Position> positions) {
        shown.clear();
        shows(positions);
    }

    void shows(Collection<Position> positions) {
        positions.forEach(
                position -> shown.put(new TopicPartition(position.topic(), position.partition()), position.offset()));
        noteEnds();
    }

    /** Up to these offsets there is nothing that the view does not show. */
    void settled(Map<TopicPartition, Long> offsets) {
        shown.putAll(offsets);
        noteEnds();
    }

    /** The cluster said where the log ends. */
    void contact(LogSnapshot log) {
        ends = log.ends();
        contactMs = clock.millis();
        noteEnds();
    }

    /**
     * While records flow the view never shows the end that was told just now, but soon one of a moment ago: it was caught
     * up with that moment.
     */
    private void noteEnds() {
        long told = contactMs;
        if (told >= 0 && shows(ends)) {
            caughtUpMs.accumulateAndGet(told, Math::max);
        }
    }

    /** The latest time whose end of the log the view shows, Unix milliseconds. */
    long caughtUpMs() {
        return caughtUpMs.get();
    }

    /** The file that is being written. */
    void writes(String newGeneration) {
        generation = newGeneration;
    }

    @Nullable
    String generation() {
        return generation;
    }

    /** What keeps the view from being written at present; null: nothing. */
    void obstacle(@Nullable String reason) {
        obstacle = reason;
    }

    @Nullable
    String obstacle() {
        return obstacle;
    }

    void ready() {
        ready = true;
    }

    void failed(Throwable cause) {
        failure = cause;
    }

    boolean isReady() {
        return ready;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    long contactMs() {
        return contactMs;
    }

    /** Whether everything before {@code offsets} is in the view. */
    boolean shows(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream().allMatch(end -> shown.getOrDefault(end.getKey(), -1L) >= end.getValue());
    }

    List<PartitionBehind> behind() {
        return ends.keySet().stream()
                .map(partition ->
                        new PartitionBehind(partition.topic(), partition.partition(), recordsBehind(partition)))
                .sorted(Comparator.comparing(PartitionBehind::topic).thenComparingInt(PartitionBehind::partition))
                .toList();
    }

    long recordsBehind(TopicPartition partition) {
        return Math.max(0, ends.getOrDefault(partition, 0L) - shown.getOrDefault(partition, 0L));
    }

    /** 0 while the view shows the end of the log and the cluster was heard; else the time since both were so. */
    long behindMs() {
        long now = clock.millis();
        boolean heard = contactMs >= 0 && now - contactMs <= freshMs;
        return heard && shows(ends) ? 0 : Math.max(1, now - caughtUpMs.get());
    }
}
