package dev.credence.query.read;

/**
 * One half-life block of a pattern's history.
 *
 * @param fromMs its first millisecond
 * @param toMs the first millisecond after it
 * @param successes plain count
 * @param failures plain count
 * @param successWeight what its successes weigh at the history's time
 * @param failureWeight what its failures weigh at the history's time
 * @param meanAtEnd the mean at its end, or at the history's time if that comes first
 * @param lowerBoundAtEnd the lower bound then
 */
public record Window(
        long fromMs,
        long toMs,
        long successes,
        long failures,
        double successWeight,
        double failureWeight,
        double meanAtEnd,
        double lowerBoundAtEnd) {}
