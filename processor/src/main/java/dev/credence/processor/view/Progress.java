package dev.credence.processor.view;

import dev.credence.storage.WriteBatch.Position;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far the view is, for whoever asks. How long ago something was is measured by a clock that nobody sets. Written by
 * the two threads of the materialiser; thread-safe.
 */
final class Progress {
    private final Clock clock;
    private final LongSupplier nanos;
    private final long freshMs;
    private final Map<TopicPartition, Long> shown = new ConcurrentHashMap<>();
    private volatile Map<TopicPartition, Long> ends = Map.of();
    private volatile @Nullable Moment contact;
    private volatile Moment caughtUp;
    private volatile boolean ready;
    private volatile @Nullable String generation;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable String obstacle;

    /** A time by both clocks: to be told, and to be measured from. */
    private record Moment(long ms, long nanos) {}

    /**
     * @param clock says when something was
     * @param nanos says how long ago it was
     * @param freshMs how old an answer of the cluster may be to speak for now
     */
    Progress(Clock clock, LongSupplier nanos, long freshMs) {
        this.clock = clock;
        this.nanos = nanos;
        this.freshMs = freshMs;
        this.caughtUp = now();
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
        contact = now();
        noteEnds();
    }

    /**
     * While records flow the view never shows the end that was told just now, but soon one of a moment ago: it was caught
     * up with that moment.
     */
    private void noteEnds() {
        Moment told = contact;
        if (told != null && shows(ends)) {
            caughtUp(told);
        }
    }

    /** The view shows the end that the log has now, or had a moment ago. */
    void caughtUp() {
        caughtUp(now());
    }

    private synchronized void caughtUp(Moment moment) {
        if (moment.nanos() - caughtUp.nanos() > 0) {
            caughtUp = moment;
        }
    }

    /** The latest time whose end of the log the view shows, Unix milliseconds. */
    long caughtUpMs() {
        return caughtUp.ms();
    }

    /**
     * For how long the view has not shown the end of the log, by the clock that says more: one of them may have been set
     * back, or slept.
     */
    long absentMs() {
        Moment last = caughtUp;
        return Math.max(clock.millis() - last.ms(), msSince(last));
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
        Moment last = contact;
        return last == null ? -1 : last.ms();
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
        Moment last = contact;
        boolean heard = last != null && msSince(last) <= freshMs;
        return heard && shows(ends) ? 0 : Math.max(1, msSince(caughtUp));
    }

    private Moment now() {
        return new Moment(clock.millis(), nanos.getAsLong());
    }

    private long msSince(Moment moment) {
        return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - moment.nanos());
    }
}
