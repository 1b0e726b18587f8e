package dev.credence.core.ledger;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.rules.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Ledger rows as bytes: a version byte, then the fields in order, numbers as varints. Version 2 is version 1 of a backlog's
 * row; 3 and 4 are 1 and 2 with refused records behind the fields. Thread-safe.
 */
public final class LedgerFormat {
    private static final int VERSION = 1;
    private static final int OF_BACKLOG = 2;
    private static final int WITH_REFUSED = 2;
    private static final int NEWEST = OF_BACKLOG + WITH_REFUSED;
    private static final Map<String, Reason> REASONS =
            Arrays.stream(Reason.values()).collect(Collectors.toMap(Reason::code, reason -> reason));

    private LedgerFormat() {}

    public static byte[] encode(LedgerRow row) {
        ByteWriter out = new ByteWriter(128)
                .u8((row.backlog() ? OF_BACKLOG : VERSION) + (row.refused().isEmpty() ? 0 : WITH_REFUSED))
                .text(row.topic())
                .text(row.topicId())
                .varint(row.nextOffset())
                .varint(row.consumed())
                .varint(row.applied())
                .varint(row.duplicate())
                .varint(row.deadLettered())
                .varint(row.batches())
                .varint(row.rows())
                .zigzag(row.windowOpenedMs())
                .zigzag(row.windowClosedMs())
                .zigzag(row.lastAppendMs());
        if (!row.refused().isEmpty()) {
            write(out, row.refused());
        }
        return out.toBytes();
    }

    /** Refused records by themselves. */
    public static byte[] encodeRefused(List<RefusedRecord> refused) {
        ByteWriter out = new ByteWriter(16 + 16 * refused.size());
        write(out, refused);
        return out.toBytes();
    }

    /** @throws MalformedBytesException if the bytes are not what {@link #encodeRefused} makes */
    public static List<RefusedRecord> decodeRefused(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        List<RefusedRecord> refused = readRefused(in);
        in.end();
        return refused;
    }

    /** @throws MalformedBytesException if the bytes are damaged, do not add up, or are of a newer version */
    public static LedgerRow decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int version = in.u8();
        if (version < VERSION || version > NEWEST) {
            throw new MalformedBytesException(
                    "ledger row of format " + version + "; this build reads formats up to " + NEWEST);
        }
        boolean withRefused = version > OF_BACKLOG;
        try {
            LedgerRow row = new LedgerRow(
                    in.text(),
                    in.text(),
                    in.natural(),
                    in.natural(),
                    in.natural(),
                    in.natural(),
                    in.natural(),
                    in.natural(),
                    in.natural(),
                    in.zigzag(),
                    in.zigzag(),
                    in.zigzag(),
                    (withRefused ? version - WITH_REFUSED : version) == OF_BACKLOG,
                    withRefused ? readRefused(in) : List.of());
            in.end();
            return row;
        } catch (IllegalStateException notAddingUp) {
            throw new MalformedBytesException(String.valueOf(notAddingUp.getMessage()));
        }
    }

    /** Offsets as distances, since most lie close together. */
    private static void write(ByteWriter out, List<RefusedRecord> refused) {
        out.varint(refused.size());
        long before = 0;
        for (RefusedRecord record : refused) {
            out.varint(record.offset() - before).text(record.reason().code());
            before = record.offset();
        }
    }

    private static List<RefusedRecord> readRefused(ByteReader in) {
        int size = in.length(2);
        if (size == 0) {
            throw new MalformedBytesException("no refused record where there must be some");
        }
        List<RefusedRecord> refused = new ArrayList<>(size);
        long offset = 0;
        for (int i = 0; i < size; i++) {
            offset += in.natural();
            Reason reason = REASONS.get(in.text());
            if (offset < 0) {
                throw new MalformedBytesException("refused records beyond the last offset");
            }
            if (reason == null) {
                throw new MalformedBytesException("refused for a reason that this build does not know");
            }
            refused.add(new RefusedRecord(offset, reason));
        }
        return refused;
    }
}
