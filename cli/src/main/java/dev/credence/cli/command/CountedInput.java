package dev.credence.cli.command;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** A stream that knows how much of it has been read. The count may be read by any thread. */
final class CountedInput extends FilterInputStream {
    private final AtomicLong read = new AtomicLong();
    private final long size;

    /** @param size in bytes; -1 if nobody knows */
    CountedInput(InputStream in, long size) {
        super(in);
        this.size = size;
    }

    long size() {
        return size;
    }

    /** Bytes so far. */
    long bytesRead() {
        return read.get();
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        read.addAndGet(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        read.addAndGet(Math.max(0, count));
        return count;
    }
}
