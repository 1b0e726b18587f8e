package dev.credence.processor.view;

import dev.credence.storage.WriteBatch.Position;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * One generation of the view being filled: reads, assembles, hands over. Confined to the reading thread.
 *
 * <p>A generation that nobody reads yet is committed in chunks, whatever they end with, and published when it has
 * reached the ends that the log had when it began.
 */
final class Generation {
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration PENDING = Duration.ofMillis(2);

    /** A first build is written in chunks of about so many records, one while the next is read: memory holds two. */
    private static final long CHUNK = 200_000;

    private final CommitPolicy policy;
    private final LogReader log;
    private final Committer committer;
    private final Progress progress;
    private final ViewMetrics metrics;
    private final LogSnapshot begun;
    private final BatchAssembler assembler;
    private boolean building;
    private boolean caughtUp;
    private long gatheringSinceNanos;

    Generation(
            CommitPolicy policy,
            ChangeReader changes,
            LogReader log,
            Committer committer,
            Progress progress,
            ViewMetrics metrics,
            LogSnapshot begun,
            List<Position> starts) {
        this.policy = policy;
        this.log = log;
        this.committer = committer;
        this.progress = progress;
        this.metrics = metrics;
        this.begun = begun;
        this.assembler = new BatchAssembler(changes, starts);
        this.building = committer.building();
    }

    /** Reads once, and hands over what is due. */
    void step() {
        if (progress.obstacle() != null) {
            // What cannot be written is not read either.
            committer.await(IDLE);
            return;
        }
        if (building) {
            log.hold(ReadAhead.held(begun, assembler.received()));
        }
        take(log.poll(assembler.readyRecords() > 0 ? PENDING : IDLE));
        long behind = behind();
        if (assembler.openRecords() > 0 && mayCut(behind)) {
            assembler.releaseOpen();
        }
        handOver(behind);
        settle();
    }

    /** The log as it is now. */
    void observe(LogSnapshot now) {
        StartPlan.drift(begun, now).ifPresent(reason -> {
            throw new BeginAgainException(reason);
        });
        // Asked for while the cluster answers: without it nothing could be built in the view's place.
        committer.damage().ifPresent(found -> {
            throw new BeginAgainException(found);
        });
        if (caughtUp) {
            // While the cluster was out of reach, the machine slept, or the disk took nothing.
            StartPlan.absence(now, progress.absentMs()).ifPresent(reason -> {
                throw new BeginAgainException(reason);
            });
        }
        progress.contact(now);
        if (caughtUp) {
            committer.caughtUp(progress.caughtUpMs());
        }
    }

    /** Hands over the complete prefix and waits for it. */
    void finish() {
        if (assembler.readyRecords() > 0) {
            committer.commit(assembler.take());
        }
        committer.await();
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            var some = records.records(partition);
            boolean first = assembler.readyRecords() == 0;
            assembler.add(partition, some);
            metrics.read(partition, some.size());
            if (first) {
                gatheringSinceNanos = System.nanoTime();
            }
        }
        records.nextOffsets().forEach((partition, next) -> {
            OptionalLong lag = log.lag(partition);
            assembler.reached(partition, next.offset(), lag.isPresent() && lag.getAsLong() == 0);
        });
    }

    private boolean mayCut(long behind) {
        return building ? hasChunk() || atEnd() : policy.tooMuchOpen(assembler.openRecords(), behind);
    }

    private void handOver(long behind) {
        Duration waited = Duration.ofNanos(System.nanoTime() - gatheringSinceNanos);
        // Nothing follows that a first build would have to show.
        boolean more = assembler.mayWait() && !(building && atEnd());
        if (building && hasChunk()) {
            committer.await();
            committer.commit(assembler.take());
        } else if (policy.due(assembler.readyRecords(), waited, behind, more) && !committer.busy()) {
            committer.commit(assembler.take());
        } else if (assembler.readyRecords() >= 2 * policy.maxRecords()) {
            committer.await();
        }
    }

    private boolean hasChunk() {
        return assembler.openRecords() + assembler.readyRecords() >= Math.min(CHUNK, policy.maxRecords());
    }

    private void settle() {
        if (committer.busy()) {
            return;
        }
        progress.settled(assembler.settled());
        if (!caughtUp && progress.shows(begun.ends())) {
            reachEnd();
        }
    }

    private void reachEnd() {
        caughtUp = true;
        progress.caughtUp();
        committer.caughtUp(progress.caughtUpMs());
        if (building) {
            committer.publish();
            committer.await();
            building = false;
            log.hold(List.of());
        }
        progress.ready();
    }

    private boolean atEnd() {
        Map<TopicPartition, Long> received = assembler.received();
        return begun.ends().entrySet().stream()
                .allMatch(end -> received.getOrDefault(end.getKey(), -1L) >= end.getValue());
    }

    private long behind() {
        long behind = 0;
        for (TopicPartition partition : begun.partitions()) {
            behind += log.lag(partition).orElse(0);
        }
        return behind;
    }
}
