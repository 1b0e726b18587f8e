package dev.credence.query.json;

import dev.credence.query.read.Window;
import java.util.List;

/** A pattern's history as answers show it. Thread-safe. */
public final class HistoryJson {
    private HistoryJson() {}

    public static byte[] of(String id, long halfLifeMs, long asOfMs, List<Window> windows) {
        JsonBytes json = new JsonBytes(256 + windows.size() * 256).beginObject();
        json.name("id").text(id);
        json.name("half_life_ms").number(halfLifeMs);
        json.name("as_of").instant(asOfMs);
        json.name("windows").beginArray();
        windows.forEach(window -> write(json, window));
        return json.endArray().endObject().toBytes();
    }

    private static void write(JsonBytes json, Window window) {
        json.beginObject();
        json.name("from").instant(window.fromMs());
        json.name("to").instant(window.toMs());
        json.name("successes").number(window.successes());
        json.name("failures").number(window.failures());
        json.name("success_weight").number(window.successWeight());
        json.name("failure_weight").number(window.failureWeight());
        json.name("mean_at_end").number(window.meanAtEnd());
        json.name("lower_bound_at_end").number(window.lowerBoundAtEnd());
        json.endObject();
    }
}
