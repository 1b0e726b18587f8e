package dev.credence.processor.deadletter;

import dev.credence.core.rules.Limits;
import dev.credence.core.rules.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A refused record as it is kept: key, value and headers unchanged, plus headers that say where it came from (Kafka
 * Streams' own names) and why it was refused. A reader that meets a name twice takes the last: the record may itself
 * have been a dead letter once.
 *
 * <p>What would not fit loses first the value's tail, then the headers, then the key's tail; each loss is stated.
 *
 * @param key null if the source had none
 */
public record DeadLetter(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    public static final String TOPIC = "__streams.errors.topic";
    public static final String PARTITION = "__streams.errors.partition";
    public static final String OFFSET = "__streams.errors.offset";
    public static final String MESSAGE = "__streams.errors.message";
    public static final String REASON = "credence.reason";

    /** Of the whole value, in hexadecimal; present only if the value was cut. */
    public static final String VALUE_SHA256 = "credence.value.sha256";

    /** Bytes of the whole value; present only if the value was cut. */
    public static final String VALUE_BYTES = "credence.value.bytes";

    /** How many headers were left out; present only if any were. */
    public static final String HEADERS_DROPPED = "credence.headers.dropped";

    /** Bytes of the whole key; present only if the key was cut. */
    public static final String KEY_BYTES = "credence.key.bytes";

    /** Room for our own headers and the record's own encoding. */
    private static final int OVERHEAD = 8 << 10;

    private static final int MAX_BYTES = Limits.OUTPUT_BYTES - OVERHEAD;

    /** The dead letter of {@code record}, of a size that can be sent. */
    public static DeadLetter of(SourceRecord record, Refusal refusal) {
        byte[] key = record.key();
        byte[] value = record.value();
        Headers headers = new RecordHeaders(record.headers());
        if (value != null && size(key, value, headers) > MAX_BYTES && value.length > Limits.EXCERPT_BYTES) {
            mark(headers, VALUE_SHA256, sha256(value));
            mark(headers, VALUE_BYTES, Integer.toString(value.length));
            value = Arrays.copyOf(value, Limits.EXCERPT_BYTES);
        }
        if (size(key, value, headers) > MAX_BYTES) {
            headers = withoutOriginals(headers, record.headers());
        }
        if (key != null && size(key, value, headers) > MAX_BYTES) {
            mark(headers, KEY_BYTES, Integer.toString(key.length));
            key = Arrays.copyOf(key, Limits.EXCERPT_BYTES);
        }
        mark(headers, TOPIC, record.topic());
        mark(headers, PARTITION, Integer.toString(record.partition()));
        mark(headers, OFFSET, Long.toString(record.offset()));
        mark(headers, MESSAGE, refusal.detail());
        mark(headers, REASON, refusal.reason().code());
        return new DeadLetter(key, value, headers);
    }

    private static Headers withoutOriginals(Headers headers, Headers originals) {
        int dropped = originals.toArray().length;
        Header[] all = headers.toArray();
        Headers ours = new RecordHeaders(Arrays.copyOfRange(all, dropped, all.length));
        mark(ours, HEADERS_DROPPED, Integer.toString(dropped));
        return ours;
    }

    /** An upper bound of what key, value and headers take in a record. */
    private static long size(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        long size = length(key) + length(value);
        for (Header header : headers) {
            size += 3L * header.key().length() + length(header.value()) + 10;
        }
        return size;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static void mark(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
