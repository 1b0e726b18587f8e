package dev.credence.cli.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.codec.Dictionary;
import dev.credence.core.ledger.LedgerFormat;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.Decoded;
import dev.credence.schemas.wire.EventDecoder;
import dev.credence.schemas.wire.SchemaLookup;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Decodes values by the kind of their topic; remembers the dictionaries that it is shown. Confined to one thread. */
final class Values {
    private static final byte MARK = '!';

    private final TopicCatalogue catalogue;
    private final EventDecoder decoder;
    private final Map<String, Dictionary> dictionaries = new HashMap<>();

    Values(TopicCatalogue catalogue, SchemaLookup lookup) {
        this.catalogue = catalogue;
        this.decoder = new EventDecoder(lookup);
    }

    /** Puts {@code kind} and {@code value} into {@code json}. */
    void decode(String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers, ObjectNode json) {
        if (topic.equals(catalogue.deadLetter())) {
            deadLetter(key, value, headers, json);
        } else if (value == null) {
            json.put("kind", "tombstone");
            json.putNull("value");
        } else if (topic.equals(catalogue.patterns())) {
            event(json, "pattern", value, decoder.pattern(value), ValueJson::of);
        } else if (topic.equals(catalogue.confidence()) || topic.equals(catalogue.priority())) {
            event(json, "outcome", value, decoder.outcome(value), ValueJson::of);
        } else {
            internal(topic, key, value, json);
        }
    }

    /** What the refused record was, decoded as its source's topic has it. */
    private void deadLetter(byte @Nullable [] key, byte @Nullable [] value, Headers headers, ObjectNode json) {
        json.put("kind", "dead-letter");
        Refused refused = Refused.of(headers);
        if (refused == null) {
            RecordJson.undecodable(json, value, "no-origin", "the headers do not say what was refused");
            return;
        }
        json.put("reason", refused.reason()).put("message", refused.message()).put("origin", refused.origin());
        if (refused.topic().equals(catalogue.deadLetter())) {
            json.set("value", RecordJson.bytes(value));
        } else {
            ObjectNode source = json.putObject("source");
            decode(refused.topic(), key, value, headers, source);
        }
    }

    private static <T> void event(
            ObjectNode json, String kind, byte[] value, Decoded<T> decoded, Function<T, JsonNode> show) {
        json.put("kind", kind);
        if (decoded instanceof Decoded.Event<T> event) {
            json.set("value", show.apply(event.value()));
        } else if (decoded instanceof Decoded.Refused<T> refused) {
            RecordJson.refused(json, value, refused.refusal());
        }
    }

    private void internal(String topic, byte @Nullable [] key, byte[] value, ObjectNode json) {
        boolean bodies = topic.equals(catalogue.bodies());
        if (!bodies && !topic.equals(catalogue.evidenceChangelog())) {
            json.put("kind", "bytes");
            json.set("value", RecordJson.bytes(value));
            return;
        }
        String name = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        try {
            if (LedgerRow.topicOfKey(name) != null) {
                json.put("kind", "ledger");
                json.set("value", ValueJson.of(LedgerFormat.decode(value)));
            } else if (bodies && Dictionary.isKey(name)) {
                Dictionary dictionary = Dictionary.decode(name, value);
                dictionaries.put(name, dictionary);
                json.put("kind", "dictionary");
                json.set("value", ValueJson.of(dictionary, value.length));
            } else if (!name.isEmpty() && name.charAt(0) == MARK) {
                json.put("kind", "internal");
                json.set("value", RecordJson.bytes(value));
            } else if (bodies) {
                ValueJson.body(name, value, dictionaries, json);
            } else {
                json.put("kind", "evidence");
                json.set("value", ValueJson.evidence(value));
            }
        } catch (MalformedBytesException | IllegalArgumentException malformed) {
            RecordJson.undecodable(json, value, "malformed", malformed.getMessage());
        }
    }
}
