package dev.credence.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.credence.storage.LedgerEntry;
import dev.credence.storage.ViewInfo;
import dev.credence.storage.ViewReport;
import dev.credence.storage.ViewReport.CodecFigures;
import dev.credence.storage.ViewReport.Index;
import dev.credence.storage.ViewReport.QueryFigures;
import dev.credence.storage.ViewReport.Table;
import dev.credence.storage.WriteBatch.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An inspected file as JSON. */
final class ReportJson {
    private ReportJson() {}

    static ObjectNode of(ViewReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("file", report.file().toString());
        json.put("sqlite_application_id", String.format("0x%08X", report.applicationId()));
        json.put("format", report.format());
        json.put("credence_view", report.isView());
        json.putObject("pages")
                .put("page_bytes", report.pages().bytes())
                .put("count", report.pages().count())
                .put("free", report.pages().free())
                .put("file_bytes", report.pages().fileBytes())
                .put("wal_bytes", report.pages().walBytes());
        ArrayNode tables = json.putArray("tables");
        for (Table table : report.tables()) {
            tables.addObject()
                    .put("name", table.name())
                    .put("rows", table.rows())
                    .put("bytes", table.bytes());
        }
        ArrayNode indexes = json.putArray("indexes");
        report.indexes().forEach(index -> index(indexes.addObject(), index));
        json.set("view", view(report.view()));
        ArrayNode ledger = json.putArray("ledger");
        report.ledger().forEach(entry -> ledger(ledger.addObject(), entry));
        ArrayNode positions = json.putArray("positions");
        report.positions().forEach(position -> position(positions.addObject(), position));
        ArrayNode codecs = json.putArray("codecs");
        report.codecs().forEach(codec -> codec(codecs.addObject(), codec));
        ArrayNode dictionaries = json.putArray("dictionaries");
        report.dictionaries()
                .forEach(dictionary -> dictionaries
                        .addObject()
                        .put("name", dictionary.name())
                        .put("stored_bytes", dictionary.storedBytes())
                        .put("bodies", dictionary.bodies()));
        json.putObject("blobs")
                .put("count", report.blobs().count())
                .put("bytes", report.blobs().bytes())
                .put("references", report.blobs().references());
        return json;
    }

    static ArrayNode of(List<QueryFigures> queries) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (QueryFigures query : queries) {
            ObjectNode one = json.addObject().put("statement", query.name()).put("median_us", query.micros());
            query.plan().forEach(one.putArray("plan")::add);
        }
        return json;
    }

    private static void index(ObjectNode json, Index index) {
        json.put("name", index.name()).put("table", index.table());
        ArrayNode columns = json.putArray("columns");
        index.columns().forEach(columns::add);
        json.put("where", index.where()).put("bytes", index.bytes());
    }

    private static @Nullable ObjectNode view(@Nullable ViewInfo view) {
        if (view == null) {
            return null;
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("generation", view.generation())
                .put("application_id", view.identity().applicationId())
                .put("topics_prefix", view.identity().topicsPrefix())
                .put("half_lives", view.identity().halfLives().describe())
                .put("created_at", instant(view.createdAtMs()))
                .put("committed_at", instant(view.committedAtMs()))
                .put("caught_up_at", instant(view.caughtUpAtMs()))
                .put("seq", view.seq())
                .put("patterns", view.patterns())
                .put("rows", view.rows())
                .put("body_original_bytes", view.bodyOriginalBytes())
                .put("body_stored_bytes", view.bodyStoredBytes());
    }

    private static void ledger(ObjectNode json, LedgerEntry entry) {
        json.put("topic", entry.row().topic())
                .put("partition", entry.partition())
                .put("topic_id", entry.row().topicId())
                .put("next_offset", entry.row().nextOffset())
                .put("consumed", entry.row().consumed())
                .put("applied", entry.row().applied())
                .put("duplicate", entry.row().duplicate())
                .put("dead_lettered", entry.row().deadLettered())
                .put("last_append_at", instant(entry.row().lastAppendMs()));
    }

    private static void position(ObjectNode json, Position position) {
        json.put("topic", position.topic())
                .put("partition", position.partition())
                .put("topic_id", position.topicId())
                .put("offset", position.offset())
                .put("leader_epoch", position.leaderEpoch());
    }

    private static void codec(ObjectNode json, CodecFigures codec) {
        json.put("codec", codec.codec())
                .put("parts", codec.parts())
                .put("original_bytes", codec.originalBytes())
                .put("stored_bytes", codec.storedBytes())
                .put("ratio", codec.ratio());
    }

    static @Nullable String instant(long atMs) {
        return atMs < 0 ? null : Instant.ofEpochMilli(atMs).toString();
    }
}
