package dev.credence.storage;

import dev.credence.storage.ReadStatistics.SlowRead;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and times reads, and logs slow ones. Thread-safe. */
final class ReadMeter {
    private static final Logger LOG = LoggerFactory.getLogger(ReadMeter.class);
    private static final int SLOW_KEPT = 20;

    private final long slowNanos;
    private final Clock clock;
    private final LongAdder reads = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder slow = new LongAdder();
    private final LongAdder overloaded = new LongAdder();
    private final LongAdder waitNanos = new LongAdder();
    private final ConcurrentLinkedDeque<SlowRead> lastSlow = new ConcurrentLinkedDeque<>();

    ReadMeter(ViewConfig config, Clock clock) {
        this.slowNanos = config.slowQuery().toNanos();
        this.clock = clock;
    }

    void read(String what, long tookNanos) {
        reads.increment();
        nanos.add(tookNanos);
        if (tookNanos >= slowNanos) {
            slow.increment();
            long millis = TimeUnit.NANOSECONDS.toMillis(tookNanos);
            lastSlow.addFirst(new SlowRead(what, clock.millis(), millis));
            if (lastSlow.size() > SLOW_KEPT) {
                lastSlow.pollLast();
            }
            LOG.warn("slow read: {} took {} ms", what, millis);
        }
    }

    void waited(long tookNanos) {
        waitNanos.add(tookNanos);
    }

    void overloaded() {
        overloaded.increment();
    }

    ReadStatistics statistics(int size, int busy, int waiting) {
        return new ReadStatistics(
                reads.sum(),
                nanos.sum(),
                slow.sum(),
                List.copyOf(lastSlow),
                overloaded.sum(),
                waitNanos.sum(),
                size,
                busy,
                waiting);
    }
}
