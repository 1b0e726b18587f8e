package dev.credence.query.json;

import dev.credence.query.read.Movers;
import java.util.List;

/** Risers and fallers as answers show them. Thread-safe. */
public final class MoversJson {
    private MoversJson() {}

    public static byte[] of(Movers movers) {
        JsonBytes json = new JsonBytes(2048).beginObject();
        json.name("as_of").instant(movers.asOfMs());
        json.name("considered").number(movers.considered());
        write(json, "risers", movers.risers());
        write(json, "fallers", movers.fallers());
        return json.endObject().toBytes();
    }

    private static void write(JsonBytes json, String name, List<Movers.Mover> movers) {
        json.name(name).beginArray();
        for (Movers.Mover mover : movers) {
            json.beginObject();
            json.name("id").text(mover.id());
            json.name("before").number(mover.before());
            json.name("now").number(mover.now());
            json.name("usage_count").number(mover.outcomes());
            json.endObject();
        }
        json.endArray();
    }
}
