package dev.credence.query.ranking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Small numbers for things of which there are few, such as types. Not thread-safe. */
final class Numbering<T> {
    static final int NONE = -1;

    private final Map<T, Integer> numbers = new HashMap<>();
    private final List<T> things = new ArrayList<>();

    /** The number of {@code thing}, given if need be. */
    int of(T thing) {
        Integer known = numbers.putIfAbsent(thing, things.size());
        if (known != null) {
            return known;
        }
        things.add(thing);
        return things.size() - 1;
    }

    /** The number of {@code thing}; {@link #NONE} if it has none. */
    int find(T thing) {
        return numbers.getOrDefault(thing, NONE);
    }

    List<T> things() {
        return things;
    }
}
