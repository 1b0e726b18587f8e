package dev.credence.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The same figure, measured round by round.
 *
 * @param figures in the order of the rounds; at least one
 */
public record Rounds(List<Double> figures) {
    public Rounds {
        figures = List.copyOf(figures);
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("there must be a round");
        }
    }

    /** The middle one; of an even number the upper of both. */
    public double median() {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }

    /** The least of them. */
    public double least() {
        return figures.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** The greatest of them. */
    public double greatest() {
        return figures.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** Round by round: what a drift of the machine does to both is not in their ratio. */
    public Rounds over(Rounds peer) {
        return new Rounds(IntStream.range(0, Math.min(figures.size(), peer.figures.size()))
                .mapToObj(i -> figures.get(i) / peer.figures.get(i))
                .toList());
    }

    /** Such as {@code 1.31 (1.27 to 1.4)}. */
    public String describe() {
        return figures.size() == 1
                ? Measure.number(median())
                : String.format(
                        Locale.ROOT,
                        "%s (%s to %s)",
                        Measure.number(median()),
                        Measure.number(least()),
                        Measure.number(greatest()));
    }

    /** Each of them, in order. */
    public String each() {
        return figures.stream().map(Measure::number).collect(Collectors.joining(" "));
    }
}
