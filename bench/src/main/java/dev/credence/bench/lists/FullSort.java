package dev.credence.bench.lists;

import dev.credence.bench.view.WrittenView;
import dev.credence.core.evidence.Confidence;
import dev.credence.core.model.Prior;
import dev.credence.query.read.Sort;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What a list has to equal: all that was written, sorted. Uses its arrays again; confined to one thread. */
final class FullSort {
    private final WrittenView view;
    private final Integer[] order;
    private final double[] value;

    FullSort(WrittenView view) {
        this.view = view;
        this.order = IntStream.range(0, view.patterns()).boxed().toArray(Integer[]::new);
        this.value = new double[view.patterns()];
    }

    /** The ids of the first {@code rows}. */
    List<String> first(int rows, Sort sort, long asOfMs) {
        for (int i = 0; i < value.length; i++) {
            Confidence confidence = Confidence.of(view.evidence(i), Prior.UNIFORM, asOfMs);
            value[i] = switch (sort) {
                case LOWER_BOUND -> confidence.lowerBound();
                case CONFIDENCE -> confidence.mean();
                case USAGE -> view.outcomes(i);
                case RECENT -> view.evidence(i).lastEventMs();
            };
        }
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -value[i]).thenComparing(view::id));
        return Arrays.stream(order, 0, rows).map(view::id).toList();
    }
}
