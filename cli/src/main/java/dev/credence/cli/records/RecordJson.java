package dev.credence.cli.records;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.credence.core.rules.Refusal;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.SchemaLookup;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record as one JSON object: where it stands, when it was appended, its key and headers, and its value decoded as the
 * topic's kind has it. What cannot be decoded is shown as bytes with the reason. Confined to one thread.
 */
public final class RecordJson {
    private final Values values;

    /** @param lookup finds the schemas of events; asked only when there is one to decode */
    public RecordJson(TopicCatalogue catalogue, SchemaLookup lookup) {
        values = new Values(catalogue, lookup);
    }

    /** The object. What {@code lookup} throws when it gets no answer comes through. */
    public ObjectNode of(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("topic", record.topic());
        json.put("partition", record.partition());
        json.put("offset", record.offset());
        json.put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
        json.put("timestamp_type", record.timestampType().toString());
        json.set("key", bytes(record.key()));
        json.set("headers", headers(record.headers()));
        values.decode(record.topic(), record.key(), record.value(), record.headers(), json);
        return json;
    }

    /** Text where the bytes are UTF-8, else an object with the bytes in base 64. */
    static com.fasterxml.jackson.databind.JsonNode bytes(byte @Nullable [] bytes) {
        if (bytes == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        String text = text(bytes);
        if (text != null) {
            return JsonNodeFactory.instance.textNode(text);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("base64", Base64.getEncoder().encodeToString(bytes));
    }

    static void refused(ObjectNode json, byte @Nullable [] value, Refusal refusal) {
        undecodable(json, value, refusal.reason().code(), refusal.detail());
    }

    static void undecodable(ObjectNode json, byte @Nullable [] value, String code, @Nullable String detail) {
        json.putObject("undecodable").put("code", code).put("detail", detail);
        json.set("value", bytes(value));
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            return null;
        }
    }

    private static ObjectNode headers(Headers headers) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Header header : headers) {
            json.set(header.key(), bytes(header.value()));
        }
        return json;
    }
}
