package dev.credence.cli.records;

import dev.credence.processor.deadletter.DeadLetter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a dead letter say. The last header of a name counts: the record may have been a dead letter before.
 *
 * @param topic the source, with {@code partition} and {@code offset} the record's identity
 * @param reason a code such as {@code bad-weight}
 */
public record Refused(String topic, int partition, long offset, String reason, String message) {
    /** {@code TOPIC-PARTITION@OFFSET} of the record that was refused. */
    public String origin() {
        return topic + "-" + partition + "@" + offset;
    }

    /** Null if {@code headers} are not those of a dead letter. */
    public static @Nullable Refused of(Headers headers) {
        String topic = last(headers, DeadLetter.TOPIC);
        String partition = last(headers, DeadLetter.PARTITION);
        String offset = last(headers, DeadLetter.OFFSET);
        try {
            return topic.isEmpty()
                    ? null
                    : new Refused(
                            topic,
                            Integer.parseInt(partition),
                            Long.parseLong(offset),
                            last(headers, DeadLetter.REASON),
                            last(headers, DeadLetter.MESSAGE));
        } catch (NumberFormatException notOurs) {
            return null;
        }
    }

    private static String last(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
