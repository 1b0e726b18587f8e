package dev.credence.cli.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.BodyFormat;
import dev.credence.core.body.BodyRecord;
import dev.credence.core.body.StoredBody;
import dev.credence.core.codec.Dictionary;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.ingest.lines.LineWriter;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decoded values as JSON: events as the lines that publish them, the rest field by field. */
final class ValueJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ValueJson() {}

    static JsonNode of(Pattern pattern) {
        return parsed(LineWriter.line(pattern));
    }

    static JsonNode of(Outcome outcome) {
        return parsed(LineWriter.line(outcome));
    }

    static JsonNode of(LedgerRow row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("topic", row.topic());
        json.put("topic_id", row.topicId());
        json.put("next_offset", row.nextOffset());
        json.put("consumed", row.consumed());
        json.put("applied", row.applied());
        json.put("duplicate", row.duplicate());
        json.put("dead_lettered", row.deadLettered());
        json.put("batches", row.batches());
        json.put("rows", row.rows());
        json.put("window_opened_at", instant(row.windowOpenedMs()));
        json.put("window_closed_at", instant(row.windowClosedMs()));
        json.put("last_append_at", instant(row.lastAppendMs()));
        return json;
    }

    /** The evidence row, its blocks' sums in units of 2^-30. */
    static JsonNode evidence(byte[] value) {
        EvidenceRow row = EvidenceRow.decode(value);
        Evidence evidence = row.evidence();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("successes", evidence.successes());
        json.put("failures", evidence.failures());
        json.put("half_life_ms", evidence.halfLifeMs());
        json.put("last_event", instant(evidence.lastEventMs()));
        json.put("confidence_offset", row.confidenceOffset());
        json.put("priority_offset", row.priorityOffset());
        ArrayNode blocks = json.putArray("blocks");
        for (int i = 0; i < evidence.blocks(); i++) {
            Evidence.Block block = evidence.block(i);
            blocks.addObject()
                    .put("number", block.number())
                    .put("success_sum", block.successSum())
                    .put("failure_sum", block.failureSum())
                    .put("successes", block.successes())
                    .put("failures", block.failures());
        }
        return json;
    }

    static JsonNode of(Dictionary dictionary, int storedBytes) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", dictionary.type());
        json.put("hash", dictionary.hash());
        json.put("original_bytes", dictionary.size());
        json.put("stored_bytes", storedBytes);
        return json;
    }

    /**
     * Puts kind and value of a record of the bodies into {@code json}.
     *
     * @param dictionaries that came before it, by key
     */
    static void body(String id, byte[] bytes, Map<String, Dictionary> dictionaries, ObjectNode json) {
        BodyRecord body = BodyFormat.decode(bytes);
        json.put("kind", body instanceof StoredBody ? "body" : "deletion");
        ObjectNode value = json.putObject("value");
        value.put("created_at", instant(body.createdAtMs()));
        value.put("updated_at", instant(body.origin().appendMs()));
        value.put("source_partition", body.origin().partition());
        value.put("source_offset", body.origin().offset());
        if (body instanceof StoredBody stored) {
            value.put("original_bytes", stored.originalBytes());
            value.put("stored_bytes", stored.storedBytes());
            String needed = stored.dictionaryKey();
            Dictionary dictionary = needed == null ? null : dictionaries.get(needed);
            if (needed != null) {
                value.put("dictionary", needed);
            }
            // Where reading began behind its dictionary, the text cannot be shown.
            value.set(
                    "pattern",
                    needed != null && dictionary == null ? null : of(BodyCodec.decode(id, stored.with(dictionary))));
        }
    }

    private static @Nullable String instant(long atMs) {
        return atMs < 0 ? null : Instant.ofEpochMilli(atMs).toString();
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line that was just written cannot be read", e);
        }
    }
}
