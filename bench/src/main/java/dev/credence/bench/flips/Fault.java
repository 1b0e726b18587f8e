package dev.credence.bench.flips;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * What a disk does to a file at rest.
 *
 * @param at where, in bytes
 * @param bit which one, of a flip
 */
record Fault(Kind kind, long at, int bit) {
    private static final int SECTOR = 512;
    private static final int OF_FLIPS = 8;

    enum Kind {
        FLIP,
        ZEROED_SECTOR,
        TRUNCATION
    }

    /** Eight of ten are flips of one bit. */
    static Fault any(SplittableRandom random, long bytes) {
        int kind = random.nextInt(10);
        long at = random.nextLong(bytes);
        if (kind < OF_FLIPS) {
            return new Fault(Kind.FLIP, at, random.nextInt(Byte.SIZE));
        }
        long sector = at / SECTOR * SECTOR;
        return new Fault(kind == OF_FLIPS ? Kind.ZEROED_SECTOR : Kind.TRUNCATION, sector, 0);
    }

    /** Only while nobody has the file open. */
    void strike(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            switch (kind) {
                case FLIP -> {
                    bytes.seek(at);
                    int was = bytes.read();
                    bytes.seek(at);
                    bytes.write(was ^ (1 << bit));
                }
                case ZEROED_SECTOR -> {
                    bytes.seek(at);
                    bytes.write(new byte[(int) Math.min(SECTOR, bytes.length() - at)]);
                }
                case TRUNCATION -> bytes.setLength(at);
            }
        }
    }
}
