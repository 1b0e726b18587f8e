package dev.credence.core.codec;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.model.Step;
import java.util.List;

/**
 * Trajectories column by column: times, actions, rewards, and each dimension of the states. Exact to the bit for every
 * double. Thread-safe.
 */
public final class Trajectories {
    /** Largest original size, in bytes: far above what an event can hold. */
    public static final int MAX_BYTES = 16 << 20;

    private static final int PLAIN = 0;
    private static final int COMPRESSED = 1;
    private static final int LEVEL = 9;

    private Trajectories() {}

    /**
     * The smallest of the forms, and the steps as they are where none is smaller.
     *
     * @throws IllegalArgumentException if the steps take more than {@link #MAX_BYTES}
     */
    public static Encoded encode(List<Step> trajectory) {
        int originalBytes = Steps.size(trajectory);
        byte[] packed = StepColumns.write(trajectory, false);
        byte[] compressed = compressed(StepColumns.write(trajectory, true));
        byte[] smaller = compressed.length < packed.length + 1 ? compressed : framed(PLAIN, packed);
        return smaller.length < originalBytes
                ? new Encoded(Codec.COLUMNS, originalBytes, smaller)
                : new Encoded(Codec.RAW, originalBytes, Steps.write(trajectory));
    }

    /** @throws MalformedBytesException if the bytes are damaged */
    public static List<Step> decode(Encoded part) {
        if (part.codec() != Codec.COLUMNS) {
            return Steps.read(StoredBytes.decode(part));
        }
        if (part.originalBytes() > MAX_BYTES) {
            throw new MalformedBytesException("a trajectory of " + part.originalBytes() + " bytes");
        }
        List<Step> trajectory = StepColumns.read(payload(part), part.originalBytes());
        if (Steps.size(trajectory) != part.originalBytes()) {
            throw new MalformedBytesException("a trajectory of " + Steps.size(trajectory) + " bytes where "
                    + part.originalBytes() + " were stored");
        }
        return trajectory;
    }

    private static ByteReader payload(Encoded part) {
        ByteReader in = new ByteReader(part.bytes());
        int form = in.u8();
        if (form == PLAIN) {
            return in;
        }
        if (form != COMPRESSED) {
            throw new MalformedBytesException("columns of form " + form);
        }
        int size = in.naturalInt();
        if (size > 2 * MAX_BYTES) {
            throw new MalformedBytesException("columns of " + size + " bytes");
        }
        byte[] frame = in.raw(in.remaining());
        return new ByteReader(StoredBytes.decode(new Encoded(Codec.ZSTD, size, frame)));
    }

    private static byte[] compressed(byte[] columns) {
        byte[] header = new ByteWriter(6).u8(COMPRESSED).varint(columns.length).toBytes();
        byte[] frame = Zstd.compress(columns, LEVEL, null, header);
        return frame == null ? framed(PLAIN, columns) : frame;
    }

    private static byte[] framed(int form, byte[] columns) {
        return new ByteWriter(columns.length + 1).u8(form).raw(columns).toBytes();
    }
}
