package dev.credence.bench.chaos;

import dev.credence.core.fault.FaultPoint;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Ends this JVM, without hooks and without a last write, at the point and on the passing that a system property names;
 * without the property nothing happens. Thread-safe.
 */
final class HaltAtPoint {
    /** As of a process that was killed by SIGKILL. */
    static final int STATUS = 137;

    private static final String PROPERTY = "credence.chaos.halt";

    private final @Nullable FaultPoint point;
    private final AtomicInteger passingsLeft;

    HaltAtPoint() {
        String armed = System.getProperty(PROPERTY, "");
        int colon = armed.indexOf(':');
        point = colon < 0 ? null : FaultPoint.valueOf(armed.substring(0, colon));
        passingsLeft = new AtomicInteger(colon < 0 ? 0 : Integer.parseInt(armed.substring(colon + 1)));
    }

    /** The option of a JVM that is to end on passing {@code point} for the {@code passing}th time. */
    static String option(FaultPoint point, int passing) {
        return "-D" + PROPERTY + "=" + point + ":" + passing;
    }

    void passed(FaultPoint passed) {
        if (passed == point && passingsLeft.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(STATUS);
        }
    }
}
