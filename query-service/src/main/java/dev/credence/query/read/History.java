package dev.credence.query.read;

import dev.credence.core.evidence.Confidence;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.model.Prior;
import java.util.ArrayList;
import java.util.List;

/** How a confidence came about, block by block. Pure functions; thread-safe. */
public final class History {
    private static final int UNIT_BITS = 30;

    private History() {}

    /** The blocks that carry weight, oldest first. O(blocks), which are at most 41. */
    public static List<Window> of(Evidence evidence, Prior prior, long asOfMs) {
        long halfLifeMs = evidence.halfLifeMs();
        List<Window> windows = new ArrayList<>(evidence.blocks());
        // What all blocks so far weigh at the start of block `reached`: carried forward, halved once a block.
        double successes = 0.0;
        double failures = 0.0;
        long reached = 0;
        for (int i = 0; i < evidence.blocks(); i++) {
            Evidence.Block block = evidence.block(i);
            double halvings = i == 0 ? 1.0 : power(reached - block.number());
            reached = block.number();
            successes = successes * halvings + Math.scalb((double) block.successSum(), -UNIT_BITS);
            failures = failures * halvings + Math.scalb((double) block.failureSum(), -UNIT_BITS);
            long fromMs = block.number() * halfLifeMs;
            long endMs = Math.min(fromMs + halfLifeMs, asOfMs);
            double aged = aged(fromMs, endMs, halfLifeMs);
            Confidence atEnd = Confidence.of(successes * aged, failures * aged, prior, endMs);
            double weight = aged(fromMs, asOfMs, halfLifeMs);
            windows.add(new Window(
                    fromMs,
                    fromMs + halfLifeMs,
                    block.successes(),
                    block.failures(),
                    Math.scalb((double) block.successSum(), -UNIT_BITS) * weight,
                    Math.scalb((double) block.failureSum(), -UNIT_BITS) * weight,
                    atEnd.mean(),
                    atEnd.lowerBound()));
        }
        return windows;
    }

    private static double aged(long fromMs, long toMs, long halfLifeMs) {
        return Math.pow(2.0, -((double) (toMs - fromMs) / halfLifeMs));
    }

    private static double power(long exponent) {
        return Math.scalb(1.0, (int) Math.max(-2_000L, exponent));
    }
}
