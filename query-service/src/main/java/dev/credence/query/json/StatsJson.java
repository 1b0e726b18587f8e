package dev.credence.query.json;

import dev.credence.core.ledger.LedgerRow;
import dev.credence.query.read.Batches;
import dev.credence.query.read.CacheStatistics;
import dev.credence.query.read.CodecBytes;
import dev.credence.query.read.Freshness;
import dev.credence.query.read.Operations;
import dev.credence.query.read.Statistics;
import dev.credence.storage.LedgerEntry;
import dev.credence.storage.ReadStatistics;
import dev.credence.storage.ViewInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statistics as answers show them. What was not measured is null, never 0. Thread-safe. */
public final class StatsJson {
    private static final double NANOS_PER_MS = 1e6;

    private StatsJson() {}

    public static byte[] of(Statistics statistics) {
        ViewInfo view = statistics.view();
        JsonBytes json = new JsonBytes(2048).beginObject();
        json.name("as_of").instant(statistics.asOfMs());
        measured(json, "patterns", view == null ? null : view.patterns());
        freshness(json, statistics.freshness());
        measured(json, "behind_ms", statistics.behindMs());
        operations(json, statistics.operations());
        cache(json, statistics.cache());
        database(json, view, statistics.reads());
        batches(json, statistics.batches());
        compression(json, view, statistics.codecs());
        deadLetters(json, statistics.deadLetters());
        json.name("ledger").beginArray();
        statistics.ledger().forEach(entry -> entry(json, entry));
        return json.endArray().endObject().toBytes();
    }

    private static void freshness(JsonBytes json, @Nullable Freshness freshness) {
        json.name("freshness_ms").beginObject();
        measured(json, "p50", freshness == null ? null : freshness.p50Ms());
        measured(json, "p99", freshness == null ? null : freshness.p99Ms());
        json.endObject();
    }

    private static void operations(JsonBytes json, Operations.@Nullable Summary operations) {
        json.name("operations").beginObject();
        if (operations == null) {
            absent(json, "count", "per_second", "mean_ms", "p50_ms", "p95_ms", "p99_ms");
        } else {
            json.name("count").number(operations.count());
            json.name("per_second").number(operations.perSecond());
            measured(json, "mean_ms", operations.meanMs());
            measured(json, "p50_ms", operations.p50Ms());
            measured(json, "p95_ms", operations.p95Ms());
            measured(json, "p99_ms", operations.p99Ms());
        }
        json.endObject();
    }

    private static void cache(JsonBytes json, @Nullable CacheStatistics cache) {
        json.name("cache").beginObject();
        if (cache == null) {
            absent(json, "hit_rate", "unknown_ids");
        } else {
            json.name("hit_rate").number(cache.hitRate());
            json.name("unknown_ids").number(cache.unknownIds());
        }
        level(json, "l1", cache == null ? null : cache.l1());
        level(json, "l2", cache == null ? null : cache.l2());
        level(json, "l3", cache == null ? null : cache.l3());
        json.endObject();
    }

    private static void level(JsonBytes json, String name, CacheStatistics.@Nullable Level level) {
        json.name(name).beginObject();
        if (level == null) {
            absent(json, "hits", "misses", "hit_rate", "entries", "bytes", "evictions")
                    .endObject();
            return;
        }
        json.name("hits").number(level.hits());
        json.name("misses").number(level.misses());
        json.name("hit_rate").number(level.hitRate());
        json.name("entries").number(level.entries());
        json.name("bytes").number(level.bytes());
        json.name("evictions").number(level.evictions());
        json.endObject();
    }

    private static void database(JsonBytes json, @Nullable ViewInfo view, @Nullable ReadStatistics reads) {
        json.name("database").beginObject();
        if (reads == null) {
            absent(json, "queries", "mean_ms", "p99_ms", "slow_queries")
                    .name("slow")
                    .beginArray()
                    .endArray();
        } else {
            reads(json, reads);
        }
        measured(json, "file_bytes", view == null ? null : view.fileBytes());
        measured(json, "wal_bytes", view == null ? null : view.walBytes());
        json.name("pool").beginObject();
        measured(json, "size", reads == null ? null : (long) reads.poolSize());
        measured(json, "busy", reads == null ? null : (long) reads.poolBusy());
        measured(json, "waiting", reads == null ? null : (long) reads.poolWaiting());
        json.endObject().endObject();
    }

    private static void reads(JsonBytes json, ReadStatistics reads) {
        json.name("queries").number(reads.reads());
        measured(json, "mean_ms", reads.reads() == 0 ? null : reads.nanos() / NANOS_PER_MS / reads.reads());
        measured(json, "p99_ms", reads.p99Nanos() < 0 ? null : reads.p99Nanos() / NANOS_PER_MS);
        json.name("slow_queries").number(reads.slow());
        json.name("slow").beginArray();
        for (ReadStatistics.SlowRead slow : reads.lastSlow()) {
            json.beginObject();
            json.name("what").text(slow.what());
            json.name("at").instant(slow.atMs());
            json.name("took_ms").number(slow.millis());
            json.endObject();
        }
        json.endArray();
    }

    private static void batches(JsonBytes json, @Nullable Batches batches) {
        json.name("batches").beginObject();
        measured(json, "count", batches == null ? null : batches.count());
        measured(json, "events", batches == null ? null : batches.events());
        measured(json, "rows", batches == null ? null : batches.rows());
        measured(
                json,
                "mean_events",
                batches == null || batches.count() == 0 ? null : (double) batches.events() / batches.count());
        json.endObject();
    }

    private static void compression(JsonBytes json, @Nullable ViewInfo view, @Nullable List<CodecBytes> codecs) {
        json.name("compression").beginObject();
        measured(json, "items", view == null ? null : view.patterns());
        measured(json, "original_bytes", view == null ? null : view.bodyOriginalBytes());
        measured(json, "stored_bytes", view == null ? null : view.bodyStoredBytes());
        measured(
                json,
                "saved",
                view == null || view.bodyOriginalBytes() == 0
                        ? null
                        : saved(view.bodyOriginalBytes(), view.bodyStoredBytes()));
        codecs(json.name("codecs"), codecs);
        json.endObject();
    }

    private static void codecs(JsonBytes json, @Nullable List<CodecBytes> codecs) {
        if (codecs == null) {
            json.nothing();
            return;
        }
        json.beginObject();
        for (CodecBytes codec : codecs) {
            json.name(codec.codec()).beginObject();
            json.name("original_bytes").number(codec.originalBytes());
            json.name("stored_bytes").number(codec.storedBytes());
            json.name("saved").number(saved(codec.originalBytes(), codec.storedBytes()));
            json.endObject();
        }
        json.endObject();
    }

    private static void deadLetters(JsonBytes json, @Nullable Map<String, Long> byReason) {
        json.name("dead_letters");
        if (byReason == null) {
            json.nothing();
            return;
        }
        json.beginObject();
        byReason.forEach((reason, count) -> json.name(reason).number(count.longValue()));
        json.endObject();
    }

    private static double saved(long originalBytes, long storedBytes) {
        return 1.0 - (double) storedBytes / originalBytes;
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

    private static void measured(JsonBytes json, String name, @Nullable Long value) {
        json.name(name);
        if (value == null) {
            json.nothing();
        } else {
            json.number(value.longValue());
        }
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
