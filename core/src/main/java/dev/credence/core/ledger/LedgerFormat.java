package dev.credence.core.ledger;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.bytes.MalformedBytesException;

/**
 * Ledger rows as bytes: a version byte, then the fields in order, numbers as varints. Version 2 is
 * version 1 of a backlog's row. Thread-safe.
 */
public final class LedgerFormat {
    private static final int VERSION = 1;
    private static final int OF_BACKLOG = 2;

    private LedgerFormat() {}

    public static byte[] encode(LedgerRow row) {
        return new ByteWriter(128)
                .u8(row.backlog() ? OF_BACKLOG : VERSION)
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
                .zigzag(row.lastAppendMs())
                .toBytes();
    }

    /** @throws MalformedBytesException if the bytes are damaged, do not add up, or are of a newer version */
    public static LedgerRow decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int version = in.u8();
        if (version != VERSION && version != OF_BACKLOG) {
            throw new MalformedBytesException(
                    "ledger row of format " + version + "; this build reads formats up to " + OF_BACKLOG);
        }
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
                    version == OF_BACKLOG);
            in.end();
            return row;
        } catch (IllegalStateException notAddingUp) {
            throw new MalformedBytesException(String.valueOf(notAddingUp.getMessage()));
        }
    }
}
