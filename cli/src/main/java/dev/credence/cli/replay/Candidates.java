package dev.credence.cli.replay;

import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Prior;
import java.util.ArrayList;
import java.util.List;

/**
 * What a what-if tries: each half-life with each prior.
 *
 * @param halfLivesMs at least one
 * @param priors at least one
 */
public record Candidates(List<Long> halfLivesMs, List<Prior> priors) {
    private static final double MOST_STRENGTH = 1e6;

    public Candidates {
        halfLivesMs = List.copyOf(halfLivesMs);
        priors = List.copyOf(priors);
    }

    /**
     * @param halfLives such as {@code 7d}
     * @param priors mean and strength, such as {@code 0.75:8}; none: the uniform one
     * @throws IllegalArgumentException naming the flag whose value is none
     */
    public static Candidates of(List<String> halfLives, List<String> priors) {
        List<Long> lives = halfLives.stream().map(Candidates::halfLife).toList();
        List<Prior> all = new ArrayList<>(priors.stream().map(Candidates::prior).toList());
        if (all.isEmpty()) {
            all.add(Prior.UNIFORM);
        }
        return new Candidates(lives, all);
    }

    private static long halfLife(String text) {
        try {
            return HalfLives.parse(text, "").defaultMs();
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException(
                    "--half-life takes durations such as 12h,7d,30d, from 1s to 365000d; '" + text + "' is none", none);
        }
    }

    private static Prior prior(String text) {
        String[] parts = text.split(":", -1);
        try {
            Prior prior = new Prior(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
            if (prior.mean() > 0 && prior.mean() < 1 && prior.strength() > 0 && prior.strength() <= MOST_STRENGTH) {
                return prior;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException none) {
            // Said below.
        }
        throw new IllegalArgumentException("--prior takes MEAN:STRENGTH such as 0.75:8, a mean between 0 and 1, a"
                + " strength above 0 and at most 1000000; '" + text + "' is none");
    }
}
