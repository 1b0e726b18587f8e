package dev.credence.core.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies of maps that keep their order. */
public final class InOrder {
    private InOrder() {}

    /** A copy that does not change; of what does not change anyway and has one entry or none, no copy is made. */
    public static <K, V> Map<K, V> copyOf(Map<K, V> map) {
        return map.size() <= 1 ? Map.copyOf(map) : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
