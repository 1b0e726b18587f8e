package dev.credence.storage;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a commit says itself of the rows that it changed: the evidence of those of which it changed nothing else, and which
 * have evidence in one partition only. Whoever holds such a row as it was before need not read it again. Immutable.
 */
public final class CarriedEvidence {
    /** Of a commit that says nothing, such as one of very many rows. */
    public static final CarriedEvidence NONE = new CarriedEvidence(new byte[0], new int[0]);

    private static final int ABSENT = -1;

    private final byte[] bytes;
    /** Where the value of each row begins; {@link #ABSENT}: there is none. */
    private final int[] starts;

    private CarriedEvidence(byte[] bytes, int[] starts) {
        this.bytes = bytes;
        this.starts = starts;
    }

    /**
     * The evidence that a row has after the commit.
     *
     * @param value bytes of an {@link dev.credence.core.evidence.EvidenceRow}
     */
    public record Value(int partition, byte[] value) {}

    /**
     * Of a commit that changed so many rows.
     *
     * @param values of those rows, in that order; null where there is none
     */
    public static CarriedEvidence of(List<? extends @Nullable Value> values) {
        Writer writer = new Writer();
        for (Value value : values) {
            if (value == null) {
                writer.addNone();
            } else {
                writer.add(value.partition(), value.value());
            }
        }
        byte[] bytes = writer.toBytes();
        return bytes == null ? NONE : decode(bytes, values.size());
    }

    /** Whether there is one of the row at {@code index} of those that the commit changed. */
    public boolean has(int index) {
        return index < starts.length && starts[index] != ABSENT;
    }

    /** Of the row at {@code index} of those that the commit changed; null: it has to be read. */
    public @Nullable Value at(int index) {
        if (!has(index)) {
            return null;
        }
        ByteReader in = new ByteReader(bytes, starts[index], bytes.length);
        return new Value(in.naturalInt() - 1, in.blob());
    }

    /**
     * What {@link Writer#toBytes} gave.
     *
     * @param rows how many rows the commit changed
     * @throws dev.credence.core.bytes.MalformedBytesException if the bytes are damaged
     */
    static CarriedEvidence decode(byte[] bytes, int rows) {
        ByteReader in = new ByteReader(bytes);
        int[] starts = new int[rows];
        for (int i = 0; i < rows; i++) {
            int start = bytes.length - in.remaining();
            starts[i] = in.naturalInt() == 0 ? ABSENT : start;
            if (starts[i] != ABSENT) {
                in.skip(in.length(1));
            }
        }
        in.end();
        return new CarriedEvidence(bytes, starts);
    }

    /** Gathers the values of one commit, row by row, ascending. Confined to one thread. */
    static final class Writer {
        /** What readers may be given to read: some forty bytes a row. */
        private static final int MOST_BYTES = 2 << 20;

        private final ByteWriter out = new ByteWriter(1 << 10);
        private boolean any;

        void add(int partition, byte[] value) {
            if (out.size() <= MOST_BYTES) {
                out.varint(partition + 1L).blob(value);
                any = true;
            }
        }

        void addNone() {
            out.varint(0);
        }

        /** Null: there is nothing to carry, or too much. */
        byte @Nullable [] toBytes() {
            return any && out.size() <= MOST_BYTES ? out.toBytes() : null;
        }
    }
}
