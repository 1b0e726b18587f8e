package dev.credence.bench.stack;

import java.time.Duration;
import java.util.stream.Stream;

/** The processor time of this process and its broker, in seconds since their start: what others use is not in it. */
public final class CpuUsed {
    private CpuUsed() {}

    public static double seconds() {
        ProcessHandle self = ProcessHandle.current();
        return Stream.concat(Stream.of(self), self.descendants())
                .mapToDouble(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9)
                .sum();
    }
}
