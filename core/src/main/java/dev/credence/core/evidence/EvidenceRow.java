package dev.credence.core.evidence;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.bytes.MalformedBytesException;
import java.util.Arrays;

/**
 * One pattern's evidence in one partition, as the changelog and the view hold it: the evidence, and the last offset
 * applied from each of the two confidence topics. The offsets say what the row rests on; they are no part of the
 * evidence, whose bytes are the same in whatever order its outcomes came.
 *
 * @param confidenceOffset last applied offset of the ordinary topic; -1 if none
 * @param priorityOffset last applied offset of the priority topic; -1 if none
 */
public record EvidenceRow(Evidence evidence, long confidenceOffset, long priorityOffset) {
    private static final int VERSION = 1;

    /** The row as bytes: a version byte, the two offsets + 1 as varints, then {@link EvidenceFormat}. */
    public byte[] encode() {
        ByteWriter out = new ByteWriter(64);
        write(evidence, confidenceOffset, priorityOffset, out);
        return out.toBytes();
    }

    /** Appends the bytes of such a row to {@code out}, for writers that keep the parts apart. */
    public static void write(Evidence evidence, long confidenceOffset, long priorityOffset, ByteWriter out) {
        out.u8(VERSION).varint(confidenceOffset + 1).varint(priorityOffset + 1);
        EvidenceFormat.write(evidence, out);
    }

    /**
     * The row that was written.
     *
     * @throws MalformedBytesException if the bytes are damaged, or of a newer version
     */
    public static EvidenceRow decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int version = in.u8();
        if (version != VERSION) {
            throw new MalformedBytesException(
                    "evidence row of format " + version + "; this build reads format " + VERSION);
        }
        long confidenceOffset = in.natural() - 1;
        long priorityOffset = in.natural() - 1;
        byte[] evidence = Arrays.copyOfRange(bytes, bytes.length - in.remaining(), bytes.length);
        return new EvidenceRow(EvidenceFormat.decode(evidence), confidenceOffset, priorityOffset);
    }
}
