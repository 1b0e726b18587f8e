package dev.credence.cli.config;

import java.util.EnumMap;
import java.util.Map;

/** Settings that are right one by one and not together. */
final class Combinations {
    private Combinations() {}

    /** What cannot be, by the key that is to be changed. */
    static Map<Key, String> impossible(Settings settings) {
        Map<Key, String> found = new EnumMap<>(Key.class);
        if (settings.duration(Key.WINDOW_IDLE_MS).compareTo(settings.duration(Key.WINDOW_MS)) > 0) {
            found.put(
                    Key.WINDOW_IDLE_MS,
                    "window.idle.ms must not be above window.ms, which is " + settings.text(Key.WINDOW_MS) + ", was '"
                            + settings.text(Key.WINDOW_IDLE_MS) + "'");
        }
        return found;
    }
}
