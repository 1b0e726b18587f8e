package dev.credence.bench.pipeline;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/** How far an application is through its outcomes. Thread-safe. */
final class Backlog {
    /** As often as the product looks whether more comes. */
    private static final Duration LOOK = Duration.ofMillis(20);

    private final long outcomes;
    private final LongAdder taken = new LongAdder();
    private final AtomicLong firstMs = new AtomicLong();

    Backlog(long outcomes) {
        this.outcomes = outcomes;
    }

    /** To be told of each outcome. */
    void took() {
        if (firstMs.get() == 0) {
            firstMs.compareAndSet(0, System.currentTimeMillis());
        }
        taken.increment();
    }

    /** When the first was taken, Unix milliseconds; 0 before. */
    long firstMs() {
        return firstMs.get();
    }

    /** Lets a task commit when there is no more: its last commit would else wait for the interval, the product's does not. */
    void commitAtEnd(ProcessingContext context) {
        context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, unused -> {
            if (taken.sum() >= outcomes) {
                context.commit();
            }
        });
    }
}
