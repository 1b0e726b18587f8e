package dev.credence.core.evidence;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.bytes.MalformedBytesException;

/**
 * Evidence as bytes: the value in the changelog and in the view. Canonical: equal evidences have equal bytes. Version 1:
 * {@code 0x01, half-life, successes, failures, last event + 1, blocks, first block (zigzag)}, then per block
 * {@code success sum, failure sum, successes, failures} and before each but the first its distance to the one before;
 * all varints. Thread-safe.
 */
public final class EvidenceFormat {
    /** The first byte of what this build writes. */
    public static final int VERSION = 1;

    private static final int MIN_BLOCK_BYTES = 5;

    private EvidenceFormat() {}

    /** Appends the encoded evidence to {@code out}. */
    public static void write(Evidence evidence, ByteWriter out) {
        out.u8(VERSION)
                .varint(evidence.halfLifeMs())
                .varint(evidence.successes())
                .varint(evidence.failures())
                .varint(evidence.lastEventMs() + 1)
                .varint(evidence.blocks());
        long previous = 0;
        for (int at = 0; at < evidence.used(); at += Evidence.STRIDE) {
            long block = evidence.cell(at + Evidence.BLOCK);
            out.zigzag(block - previous);
            for (int column = Evidence.SUM; column < Evidence.STRIDE; column++) {
                out.varint(evidence.cell(at + column));
            }
            previous = block;
        }
    }

    /** The encoded evidence. */
    public static byte[] encode(Evidence evidence) {
        ByteWriter out = new ByteWriter(64);
        write(evidence, out);
        return out.toBytes();
    }

    /**
     * @throws MalformedBytesException if the bytes are damaged, or of a newer version
     */
    public static Evidence decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int version = in.u8();
        if (version != VERSION) {
            throw new MalformedBytesException("evidence of format " + version + "; this build reads format " + VERSION);
        }
        long halfLifeMs = in.varint();
        if (halfLifeMs < HalfLives.MIN_MS || halfLifeMs > HalfLives.MAX_MS) {
            throw new MalformedBytesException("evidence with a half-life of " + halfLifeMs + " ms");
        }
        long successes = in.natural();
        long failures = in.natural();
        long lastEventMs = in.natural() - 1;
        int blocks = in.length(MIN_BLOCK_BYTES);
        Evidence evidence = Evidence.restored(halfLifeMs, successes, failures, lastEventMs, blocks);
        long block = 0;
        for (int i = 0; i < blocks; i++) {
            long distance = in.zigzag();
            if (i > 0 && (distance < 1 || distance > Evidence.SPAN)) {
                throw new MalformedBytesException("evidence with a block " + distance + " after the one before");
            }
            block += distance;
            evidence.appendBlock(block, in.natural(), in.natural(), in.natural(), in.natural());
        }
        in.end();
        check(evidence);
        return evidence;
    }

    /** Whether folding outcomes can have led to this. */
    private static void check(Evidence evidence) {
        if (!evidence.isConsistent()) {
            throw new MalformedBytesException("blocks that do not go with their head: " + evidence);
        }
    }
}
