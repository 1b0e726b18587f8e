package dev.credence.processor.window;

import dev.credence.core.model.Priority;
import dev.credence.processor.metrics.CommitCause;
import dev.credence.processor.metrics.ProcessorMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * The processing-time window of one task: opens with the first record after a commit and asks for the next commit when
 * it is full, when a record is urgent, or when the input has run dry. Without any of these Streams commits at the end of
 * the interval. Confined to the stream thread.
 */
public final class Window {
    private static final long HIGH_WITHIN_MS = 100;
    private static final long BACKLOG_FROM_MS = 3_000;
    /** More than comes while one commit takes its time. */
    private static final long BEHIND_FROM_RECORDS = 1_000;

    /** So many records are no lone ones but a flow, in which a pause is seldom its end. */
    private static final int FLOW_EVENTS = 1_000;

    private static final int FLOW_PATIENCE = 10;

    /** So many gain little by more company: most of their patterns are in the batch already. */
    private static final int FULL_EVENTS = 40_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final ProcessorContext<?, ?> context;
    private final StreamThreadState thread;
    private final Collection<TopicPartition> inputs;
    private final ProcessorMetrics metrics;
    private final long idleMs;
    private final int maxEvents;

    private long events;
    private long openedMs = -1;
    private long lastTakenMs;
    private long dueMs = NEVER;
    private CommitCause dueCause = CommitCause.WINDOW;
    private boolean requested;
    private @Nullable Cancellable ticker;

    /** @param inputs what the task reads: its input has run dry when nothing of these waits any more */
    public Window(
            ProcessorContext<?, ?> context,
            StreamThreadState thread,
            Collection<TopicPartition> inputs,
            ProcessorMetrics metrics,
            Duration idle,
            int maxEvents) {
        this.context = context;
        this.thread = thread;
        this.inputs = List.copyOf(inputs);
        this.metrics = metrics;
        this.idleMs = idle.toMillis();
        this.maxEvents = maxEvents;
    }

    /** A record was taken. */
    public void took(Priority priority) {
        long nowMs = context.currentSystemTimeMs();
        lastTakenMs = nowMs;
        if (events++ == 0) {
            openedMs = nowMs;
            // Only while there is something to commit: each punctuation makes Streams commit.
            ticker = context.schedule(Duration.ofMillis(idleMs), PunctuationType.WALL_CLOCK_TIME, this::tick);
        }
        thread.urgency().took();
        if (priority.overtakes()) {
            thread.urgency().came(nowMs);
            hurry(priority, nowMs);
        }
        if (events == maxEvents) {
            request(CommitCause.SIZE);
        } else if (dueMs <= nowMs && mayCommit(nowMs)) {
            request(dueCause);
        }
    }

    /** Whether nothing was taken since the last flush. */
    public boolean isEmpty() {
        return events == 0;
    }

    /** When the first record was taken, Unix milliseconds. */
    public long openedMs() {
        return openedMs;
    }

    /**
     * Whether the batch is one of a backlog: nothing in it is urgent, all of it was late before it was taken, and more
     * waits.
     *
     * @param lastAppendMs the broker's time of the last record
     */
    public boolean ofBacklog(long lastAppendMs) {
        long nowMs = context.currentSystemTimeMs();
        return dueMs == NEVER
                && !thread.urgency().isOn(nowMs)
                && nowMs - lastAppendMs >= BACKLOG_FROM_MS
                && thread.waiting(inputs) > 0;
    }

    /** Whether so much waits that what is taken now should be done with sooner, if less well. */
    public boolean isBehind() {
        return thread.waiting(inputs) >= BEHIND_FROM_RECORDS;
    }

    /** The batch is being flushed; returns the time, Unix milliseconds. */
    public long close(long rows) {
        long nowMs = thread.pacer().started();
        thread.urgency().wrote(rows);
        if (!requested) {
            metrics.commitRequested(CommitCause.WINDOW);
        }
        metrics.batch(events, rows, Math.max(0, nowMs - openedMs));
        Cancellable running = ticker;
        if (running != null) {
            running.cancel();
        }
        events = 0;
        dueMs = NEVER;
        requested = false;
        return nowMs;
    }

    private void hurry(Priority priority, long nowMs) {
        long byMs = priority == Priority.CRITICAL ? nowMs : nowMs + HIGH_WITHIN_MS;
        if (byMs < dueMs) {
            dueMs = byMs;
            dueCause = priority == Priority.CRITICAL ? CommitCause.CRITICAL : CommitCause.HIGH;
        }
    }

    private void tick(long nowMs) {
        if (!mayCommit(nowMs)) {
            return;
        }
        if (dueMs <= nowMs) {
            request(dueCause);
        } else if (thread.urgency().waitsForCommit(nowMs)) {
            request(CommitCause.SIZE);
        } else if (nowMs - lastTakenMs >= patienceMs() && thread.waiting(inputs) == 0) {
            request(CommitCause.IDLE);
        }
    }

    private boolean mayCommit(long nowMs) {
        return thread.urgency().isSudden() || thread.pacer().allows(nowMs);
    }

    private long patienceMs() {
        if (events >= FULL_EVENTS) {
            return 0;
        }
        return events < FLOW_EVENTS ? idleMs : FLOW_PATIENCE * idleMs;
    }

    private void request(CommitCause cause) {
        if (!requested) {
            requested = true;
            metrics.commitRequested(cause);
            context.commit();
        }
    }
}
