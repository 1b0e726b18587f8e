package dev.credence.bench.chaos;

import dev.credence.core.fault.FaultInjector;
import dev.credence.core.fault.FaultPoint;

/** What the system properties of a role's JVM arm; without them nothing. Thread-safe. */
public final class ArmedFaults implements FaultInjector {
    private final StallAtCommit stall = new StallAtCommit();
    private final HaltAtPoint halt = new HaltAtPoint();

    /** For the service loader. */
    public ArmedFaults() {}

    @Override
    public void passed(FaultPoint point) {
        stall.passed(point);
        halt.passed(point);
    }
}
