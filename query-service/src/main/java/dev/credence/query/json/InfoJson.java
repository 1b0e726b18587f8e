package dev.credence.query.json;

import dev.credence.query.read.ProcessInfo;
import dev.credence.storage.View;
import org.jspecify.annotations.Nullable;

/** What a process is, as {@code /info} shows it. Thread-safe. */
public final class InfoJson {
    private static final String NAME = "credence";

    private InfoJson() {}

    /**
     * The document.
     *
     * @param generation of the view; null if the process has none, or none yet
     * @param generationCreatedMs Unix milliseconds; -1 if that is not known
     */
    public static byte[] of(long asOfMs, ProcessInfo process, @Nullable String generation, long generationCreatedMs) {
        JsonBytes json = new JsonBytes(512).beginObject();
        json.name("service").text(NAME);
        json.name("name").text(NAME);
        json.name("role").text(process.roles().get(0));
        json.name("roles").beginArray();
        process.roles().forEach(json::text);
        json.endArray();
        json.name("version").text(process.version());
        json.name("commit").text(process.commit());
        json.name("java").text(System.getProperty("java.version"));
        json.name("started_at").instant(process.startedAtMs());
        json.name("uptime_ms").number(asOfMs - process.startedAtMs());
        json.name("application_id").text(process.applicationId());
        json.name("topics_prefix").text(process.topicsPrefix());
        json.name("generation").text(generation);
        json.name("generation_created_at").instant(generationCreatedMs);
        json.name("format").number(View.FORMAT);
        json.name("as_of").instant(asOfMs);
        return json.endObject().toBytes();
    }
}
