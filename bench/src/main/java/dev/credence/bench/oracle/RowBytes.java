package dev.credence.bench.oracle;

import dev.credence.bench.oracle.ExactEvidence.Block;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Map;

/**
 * Evidence as it must lie in the changelog and in the view, written by the description of formats 1: version, the last
 * offset of each confidence topic + 1, version, half-life, counts, last event + 1, number of blocks; then each block.
 */
final class RowBytes {
    private static final int VERSION = 1;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

    private RowBytes() {}

    static byte[] of(ExactEvidence evidence, long confidenceOffset, long priorityOffset) {
        RowBytes row = new RowBytes();
        row.out.write(VERSION);
        row.number(confidenceOffset + 1);
        row.number(priorityOffset + 1);
        row.out.write(VERSION);
        row.number(evidence.halfLifeMs());
        row.number(evidence.successes());
        row.number(evidence.failures());
        row.number(evidence.lastEventMs() + 1);
        row.blocks(evidence.carrying());
        return row.out.toByteArray();
    }

    /** How many outcomes a row counts; -1 if its head cannot be read. */
    static long outcomes(byte[] row) {
        ByteArrayInputStream in = new ByteArrayInputStream(row);
        in.read();
        skip(in, 2);
        in.read();
        skip(in, 1);
        return in.available() < 2 ? -1 : number(in) + number(in);
    }

    private static void skip(ByteArrayInputStream in, int numbers) {
        for (int i = 0; i < numbers; i++) {
            number(in);
        }
    }

    private static long number(ByteArrayInputStream in) {
        BigInteger value = BigInteger.ZERO;
        int shift = 0;
        int read;
        do {
            read = in.read();
            value = value.or(BigInteger.valueOf(Math.max(0, read) & 0x7F).shiftLeft(shift));
            shift += 7;
        } while (read >= 0x80);
        return value.longValue();
    }

    private void blocks(Map<Long, Block> blocks) {
        number(blocks.size());
        long before = 0;
        for (Map.Entry<Long, Block> entry : blocks.entrySet()) {
            signed(entry.getKey() - before);
            before = entry.getKey();
            Block block = entry.getValue();
            number(ExactEvidence.capped(block.successSum));
            number(ExactEvidence.capped(block.failureSum));
            number(block.successes);
            number(block.failures);
        }
    }

    private void signed(long value) {
        BigInteger twice = BigInteger.valueOf(value).abs().shiftLeft(1);
        number(value < 0 ? twice.subtract(BigInteger.ONE) : twice);
    }

    private void number(long value) {
        number(BigInteger.valueOf(value));
    }

    /** Seven bits a byte, the lowest first; the highest bit says that another byte follows. */
    private void number(BigInteger value) {
        BigInteger rest = value;
        while (rest.bitLength() > 7) {
            out.write((rest.intValue() & 0x7F) | 0x80);
            rest = rest.shiftRight(7);
        }
        out.write(rest.intValue());
    }
}
