package dev.credence.query.json;

import dev.credence.core.ledger.LedgerRow;
import dev.credence.query.read.CacheStatistics;
import dev.credence.query.read.Operations;
import dev.credence.storage.LedgerEntry;
import dev.credence.storage.ReadStatistics;
import dev.credence.storage.ViewInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statistics as answers show them. What was not measured is null, never 0. Thread-safe. */
public final class StatsJson {
    private static final double NANOS_PER_MS = 1e6;

    private StatsJson() {}

    public static byte[] of(
            long asOfMs,
            ViewInfo view,
            ReadStatistics reads,
            CacheStatistics cache,
            List<LedgerEntry> ledger,
            Operations.Summary operations) {
        JsonBytes json = new JsonBytes(2048).beginObject();
        json.name("as_of").instant(asOfMs);
        json.name("patterns").number(view.patterns());
        json.name("freshness_ms").beginObject();
        absent(json, "p50", "p99").endObject();
        operations(json, operations);
        cache(json, cache);
        database(json, view, reads);
        batches(json, ledger);
        compression(json, view);
        json.name("ledger").beginArray();
        ledger.forEach(entry -> entry(json, entry));
        return json.endArray().endObject().toBytes();
    }

    private static void operations(JsonBytes json, Operations.Summary operations) {
        json.name("operations").beginObject();
        json.name("count").number(operations.count());
        json.name("per_second").number(operations.perSecond());
        measured(json, "mean_ms", operations.meanMs());
        measured(json, "p95_ms", operations.p95Ms());
        measured(json, "p99_ms", operations.p99Ms());
        json.endObject();
    }

    private static void cache(JsonBytes json, CacheStatistics cache) {
        json.name("cache").beginObject();
        json.name("hit_rate").number(cache.hitRate());
        json.name("unknown_ids").number(cache.unknownIds());
        level(json, "l1", cache.l1());
        level(json, "l2", cache.l2());
        level(json, "l3", cache.l3());
        json.endObject();
    }

    private static void level(JsonBytes json, String name, CacheStatistics.Level level) {
        json.name(name).beginObject();
        json.name("hits").number(level.hits());
        json.name("misses").number(level.misses());
        json.name("hit_rate").number(level.hitRate());
        json.name("entries").number(level.entries());
        json.name("bytes").number(level.bytes());
        json.name("evictions").number(level.evictions());
        json.endObject();
    }

    private static void database(JsonBytes json, ViewInfo view, ReadStatistics reads) {
        json.name("database").beginObject();
        json.name("queries").number(reads.reads());
        measured(json, "mean_ms", reads.reads() == 0 ? null : reads.nanos() / NANOS_PER_MS / reads.reads());
        measured(json, "p99_ms", reads.p99Nanos() < 0 ? null : reads.p99Nanos() / NANOS_PER_MS);
        json.name("slow").beginArray();
        for (ReadStatistics.SlowRead slow : reads.lastSlow()) {
            json.beginObject();
            json.name("what").text(slow.what());
            json.name("at").instant(slow.atMs());
            json.name("took_ms").number(slow.millis());
            json.endObject();
        }
        json.endArray();
        json.name("file_bytes").number(view.fileBytes());
        json.name("wal_bytes").number(view.walBytes());
        json.name("pool").beginObject();
        json.name("size").number(reads.poolSize());
        json.name("busy").number(reads.poolBusy());
        json.name("waiting").number(reads.poolWaiting());
        json.endObject().endObject();
    }

    private static void batches(JsonBytes json, List<LedgerEntry> ledger) {
        long count = ledger.stream().mapToLong(entry -> entry.row().batches()).sum();
        long events = ledger.stream().mapToLong(entry -> entry.row().consumed()).sum();
        long rows = ledger.stream().mapToLong(entry -> entry.row().rows()).sum();
        json.name("batches").beginObject();
        json.name("count").number(count);
        json.name("events").number(events);
        json.name("rows").number(rows);
        measured(json, "mean_events", count == 0 ? null : (double) events / count);
        json.endObject();
    }

    private static void compression(JsonBytes json, ViewInfo view) {
        long original = view.bodyOriginalBytes();
        json.name("compression").beginObject();
        json.name("items").number(view.patterns());
        json.name("original_bytes").number(original);
        json.name("stored_bytes").number(view.bodyStoredBytes());
        measured(json, "saved", original == 0 ? null : 1.0 - (double) view.bodyStoredBytes() / original);
        absent(json, "codecs").endObject();
    }

    private static void entry(JsonBytes json, LedgerEntry entry) {
        LedgerRow row = entry.row();
        json.beginObject();
        json.name("topic").text(row.topic());
        json.name("partition").number(entry.partition());
        json.name("topic_id").text(row.topicId());
        json.name("next_offset").number(row.nextOffset());
        json.name("consumed").number(row.consumed());
        json.name("applied").number(row.applied());
        json.name("duplicate").number(row.duplicate());
        json.name("dead_lettered").number(row.deadLettered());
        json.name("batches").number(row.batches());
        json.name("rows").number(row.rows());
        json.name("window_opened_at").instant(row.windowOpenedMs());
        json.name("window_closed_at").instant(row.windowClosedMs());
        json.name("last_append_at").instant(row.lastAppendMs());
        json.endObject();
    }

    private static JsonBytes absent(JsonBytes json, String... names) {
        for (String name : names) {
            json.name(name).nothing();
        }
        return json;
    }

    private static void measured(JsonBytes json, String name, @Nullable Double value) {
        json.name(name);
        if (value == null) {
            json.nothing();
        } else {
            json.number(value.doubleValue());
        }
    }
}
