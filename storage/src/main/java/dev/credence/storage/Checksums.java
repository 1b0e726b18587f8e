package dev.credence.storage;

import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.model.Prior;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * CRC32C over a stored row together with what it is a row of, so that a value under another id, or in another partition,
 * is found out, too. SQLite has no page checksums: a flipped bit in a value passes its integrity check.
 */
final class Checksums {
    private Checksums() {}

    static long evidence(String id, int partition, byte[] value) {
        CRC32C crc = of(id);
        update(crc, partition);
        crc.update(value);
        return crc.getValue();
    }

    static long body(String id, int partition, byte[] value, BlobRefs blobs) {
        CRC32C crc = of(id);
        update(crc, partition);
        update(crc, blobs.text());
        update(crc, blobs.embedding());
        update(crc, blobs.trajectory());
        crc.update(value);
        return crc.getValue();
    }

    static long blob(long blob, byte[] value) {
        CRC32C crc = new CRC32C();
        update(crc, blob);
        crc.update(value);
        return crc.getValue();
    }

    static long dictionary(String key, byte[] value) {
        CRC32C crc = of(key);
        crc.update(value);
        return crc.getValue();
    }

    static long refused(String topic, int partition, byte[] records) {
        return evidence(topic, partition, records);
    }

    static long carried(long seq, byte[] value) {
        return blob(seq, value);
    }

    static long commit(long seq, long committedAtMs, byte[] changed, boolean idsChanged) {
        CRC32C crc = new CRC32C();
        update(crc, seq);
        update(crc, committedAtMs);
        update(crc, idsChanged ? 1 : 0);
        crc.update(changed);
        return crc.getValue();
    }

    /** Of what a pattern's row takes from its bodies, and where its rows lie. */
    static long pattern(String id, RowState state) {
        return pattern(id, state, state.evidenceIn);
    }

    /** The same for a state whose evidence will lie there. */
    static long pattern(String id, RowState state, int evidenceIn) {
        ByteWriter out = new ByteWriter(96).varint(state.row()).text(id);
        out.text(state.type == null ? "" : state.type);
        Prior prior = state.prior;
        if (prior != null) {
            out.fixed64(Double.doubleToRawLongBits(prior.mean()));
            out.fixed64(Double.doubleToRawLongBits(prior.strength()));
        }
        out.zigzag(state.createdAtMs).zigzag(state.updatedAtMs);
        out.zigzag(evidenceIn).zigzag(state.bodiesIn);
        CRC32C crc = new CRC32C();
        crc.update(out.toBytes());
        return crc.getValue();
    }

    private static CRC32C of(String id) {
        CRC32C crc = new CRC32C();
        crc.update(id.getBytes(StandardCharsets.US_ASCII));
        return crc;
    }

    private static void update(CRC32C crc, long number) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            crc.update((int) (number >>> shift));
        }
    }

    /** One checksum of many rows, as text. Confined to one thread. */
    static final class Rows {
        private static final int END = 0;

        private final CRC32C crc = new CRC32C();
        private long count;

        void next() {
            count++;
        }

        void column(String value) {
            crc.update(value.getBytes(StandardCharsets.UTF_8));
            crc.update(END);
        }

        long count() {
            return count;
        }

        long checksum() {
            return crc.getValue();
        }
    }
}
