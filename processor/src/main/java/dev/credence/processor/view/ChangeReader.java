package dev.credence.processor.view;

import dev.credence.core.body.BodyFormat;
import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.codec.Dictionary;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.ledger.LedgerFormat;
import dev.credence.core.ledger.LedgerRow;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of the two compacted topics. Keys that begin with {@code !} are no ids: ledger rows and
 * dictionaries are read, other kinds are passed over, because a row that needed one would itself be in a format that this build refuses.
 */
final class ChangeReader {
    private static final byte MARK = '!';
    private static final Change UNKNOWN = new Change.Unknown();

    private final String bodiesTopic;

    ChangeReader(String bodiesTopic) {
        this.bodiesTopic = bodiesTopic;
    }

    /** @throws UnreadableRecordException naming the record and what is wrong with it */
    Change read(ConsumerRecord<byte[], byte[]> record) {
        try {
            byte[] key = present(record.key(), "no key");
            byte[] value = present(record.value(), "no value (a tombstone)");
            String name = new String(key, StandardCharsets.UTF_8);
            if (key.length > 0 && key[0] == MARK) {
                return marked(name, value);
            }
            return record.topic().equals(bodiesTopic)
                    ? new Change.OfBody(name, BodyFormat.decode(value))
                    : new Change.OfEvidence(name, checkedEvidence(value));
        } catch (MalformedBytesException | IllegalArgumentException malformed) {
            throw unreadable(record, malformed);
        }
    }

    private static Change marked(String name, byte[] value) {
        if (Dictionary.isKey(name)) {
            return new Change.OfDictionary(Dictionary.decode(name, value));
        }
        String topic = LedgerRow.topicOfKey(name);
        if (topic == null) {
            return UNKNOWN;
        }
        LedgerRow row = LedgerFormat.decode(value);
        if (!row.topic().equals(topic)) {
            throw new MalformedBytesException("ledger row of " + row.topic() + " under the key of " + topic);
        }
        return new Change.OfLedger(row);
    }

    private static byte[] checkedEvidence(byte[] value) {
        EvidenceRow.decode(value);
        return value;
    }

    private static byte[] present(byte @Nullable [] bytes, String what) {
        if (bytes == null) {
            throw new MalformedBytesException(what);
        }
        return bytes;
    }

    private static UnreadableRecordException unreadable(ConsumerRecord<byte[], byte[]> record, RuntimeException why) {
        String key = record.key() == null ? "null" : new String(record.key(), StandardCharsets.UTF_8);
        return new UnreadableRecordException(
                record.topic() + "-" + record.partition() + "@" + record.offset() + " (key " + key
                        + ") cannot be read: " + why.getMessage()
                        + ". The view stops before it and skips nothing: run a build that reads this format, or find out"
                        + " who else writes to this internal topic",
                why);
    }
}
