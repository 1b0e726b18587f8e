package dev.credence.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Statistics as lines for people. Whatever stands there was measured; what was not is {@code -}. Pure. */
public final class StatsText {
    private StatsText() {}

    /**
     * The lines.
     *
     * @param now as {@code /v1/stats} answers
     * @param before an earlier answer of the same process: counts are what came since; null: since the start
     */
    public static List<String> of(JsonNode now, @Nullable JsonNode before) {
        List<String> lines = withoutLedger(now, before);
        ledger(lines, now, before);
        return lines;
    }

    /** The same without the ledger, at most 80 characters each; the arguments are those of {@link #of}. */
    public static List<String> withoutLedger(JsonNode now, @Nullable JsonNode before) {
        Figures figures = Figures.of(now, before);
        List<String> lines = new ArrayList<>();
        lines.add("statistics " + (before == null ? "" : interval(figures) + ", ") + "as of "
                + now.path("as_of").asText());
        line(lines, "patterns", figures.count("/patterns"));
        line(lines, "operations", operations(figures, before == null));
        line(
                lines,
                "freshness",
                "p50 " + figures.millis("/freshness_ms/p50") + ", p99 " + figures.millis("/freshness_ms/p99"));
        line(lines, "batches", batches(figures));
        line(lines, "database", database(figures));
        line(lines, "pool", pool(figures));
        line(lines, "file", figures.bytes("/database/file_bytes") + ", WAL " + figures.bytes("/database/wal_bytes"));
        line(lines, "cache", cache(figures));
        line(lines, "compression", compression(figures));
        line(lines, "codecs", codecs(figures));
        slow(lines, now, before);
        return lines;
    }

    private static String operations(Figures figures, boolean sinceStart) {
        String rate = sinceStart && figures.has("/operations/per_second")
                ? Figures.decimal(1, figures.now().at("/operations/per_second").asDouble()) + "/s"
                : figures.rate("/operations/count");
        return figures.grown("/operations/count") + " (" + rate + "), mean "
                + figures.mean("/operations/mean_ms", "/operations/count") + ", p95 "
                + figures.millis("/operations/p95_ms") + ", p99 " + figures.millis("/operations/p99_ms");
    }

    private static String batches(Figures figures) {
        long batches = figures.growth("/batches/count");
        String each = figures.has("/batches/count") && batches > 0
                ? Figures.decimal(1, (double) figures.growth("/batches/events") / batches)
                : "-";
        return figures.grown("/batches/count") + " of " + figures.grown("/batches/events") + " events ("
                + figures.rate("/batches/events") + "), " + each + " each, " + figures.grown("/batches/rows") + " rows";
    }

    private static String database(Figures figures) {
        return figures.grown("/database/queries") + " reads, mean "
                + figures.mean("/database/mean_ms", "/database/queries") + ", p99 "
                + figures.millis("/database/p99_ms") + ", " + figures.grown("/database/slow_queries") + " slow";
    }

    private static String pool(Figures figures) {
        return figures.count("/database/pool/busy") + " of " + figures.count("/database/pool/size") + " busy, "
                + figures.count("/database/pool/waiting") + " waiting";
    }

    private static String cache(Figures figures) {
        return "hits " + figures.share("/cache/hit_rate") + "; l1 " + figures.share("/cache/l1/hit_rate") + ", l2 "
                + figures.share("/cache/l2/hit_rate") + ", l3 " + figures.share("/cache/l3/hit_rate");
    }

    private static String compression(Figures figures) {
        return figures.count("/compression/items") + " bodies, " + figures.bytes("/compression/original_bytes")
                + " stored as " + figures.bytes("/compression/stored_bytes") + ", "
                + figures.share("/compression/saved") + " saved";
    }

    private static String interval(Figures figures) {
        return figures.seconds() < 0
                ? "across a clock that was set back"
                : "of the last " + Figures.decimal(1, figures.seconds()) + " s";
    }

    private static String codecs(Figures figures) {
        StringJoiner text = new StringJoiner("; ").setEmptyValue("-");
        for (Map.Entry<String, JsonNode> codec :
                figures.now().at("/compression/codecs").properties()) {
            text.add(codec.getKey() + ' ' + figures.share("/compression/codecs/" + codec.getKey() + "/saved"));
        }
        return text.toString();
    }

    private static void slow(List<String> lines, JsonNode now, @Nullable JsonNode before) {
        Instant since = before == null
                ? Instant.EPOCH
                : Instant.parse(before.path("as_of").asText());
        for (JsonNode read : now.at("/database/slow")) {
            if (!Instant.parse(read.path("at").asText()).isBefore(since)) {
                line(
                        lines,
                        "slow read",
                        read.path("what").asText() + " took "
                                + read.path("took_ms").asText() + " ms at "
                                + read.path("at").asText());
            }
        }
    }

    private static void ledger(List<String> lines, JsonNode now, @Nullable JsonNode before) {
        for (int i = 0; i < now.path("ledger").size(); i++) {
            JsonNode row = now.path("ledger").get(i);
            Figures figures = Figures.of(row, before == null ? null : sameSource(before, row));
            // Of an interval only what moved: a line for each partition there is would hide it.
            if (before != null && figures.growth("/consumed") == 0) {
                continue;
            }
            line(
                    lines,
                    "ledger",
                    row.path("topic").asText() + '-'
                            + row.path("partition").asText() + " next " + figures.count("/next_offset") + ": "
                            + figures.count("/consumed") + " consumed = " + figures.count("/applied") + " applied + "
                            + figures.count("/duplicate") + " duplicate + " + figures.count("/dead_lettered")
                            + " dead-lettered" + (before == null ? "" : " (+" + figures.grown("/consumed") + ")"));
        }
    }

    private static @Nullable JsonNode sameSource(JsonNode before, JsonNode row) {
        for (JsonNode candidate : before.path("ledger")) {
            if (candidate.path("topic").equals(row.path("topic"))
                    && candidate.path("partition").equals(row.path("partition"))) {
                return candidate;
            }
        }
        return null;
    }

    private static void line(List<String> lines, String name, String text) {
        lines.add("  " + name + " ".repeat(Math.max(1, 13 - name.length())) + text);
    }
}
