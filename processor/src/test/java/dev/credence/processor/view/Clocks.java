package dev.credence.processor.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** The two clocks of a machine, which run, and which a test may move: time passes for both, only one can be set. */
final class Clocks extends Clock {
    private final AtomicLong passedNanos = new AtomicLong();
    private final AtomicLong setMs = new AtomicLong();

    void pass(Duration time) {
        passedNanos.addAndGet(time.toNanos());
    }

    void set(Duration ahead) {
        setMs.addAndGet(ahead.toMillis());
    }

    /** The one that can be set is right again. */
    void reset() {
        setMs.set(0);
    }

    long nanos() {
        return System.nanoTime() + passedNanos.get();
    }

    @Override
    public long millis() {
        return System.currentTimeMillis() + Duration.ofNanos(passedNanos.get()).toMillis() + setMs.get();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
