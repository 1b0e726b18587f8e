package dev.credence.core.body;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.codec.Codec;
import dev.credence.core.codec.Encoded;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Priority;
import dev.credence.core.rules.Refusal;
import dev.credence.core.rules.Rules;
import org.jspecify.annotations.Nullable;

/** Body records as bytes: the values of {@code credence.bodies}. A version byte comes first. Thread-safe. */
public final class BodyFormat {
    private static final int VERSION = 1;
    private static final int STORED = 0;
    private static final int DELETED = 1;
    private static final int ABSENT = 0xFF;
    /** What is beside the parts, if the type is no longer than most. */
    private static final int HEAD_BYTES = 128;

    private BodyFormat() {}

    public static byte[] encode(BodyRecord body) {
        long parts = body instanceof StoredBody stored ? stored.storedBytes() : 0;
        ByteWriter out =
                new ByteWriter(HEAD_BYTES + (int) parts).u8(VERSION).u8(body instanceof DeletedBody ? DELETED : STORED);
        Origin origin = body.origin();
        out.varint(origin.appendMs())
                .varint(origin.partition())
                .varint(origin.offset())
                .varint(body.createdAtMs());
        if (body instanceof StoredBody stored) {
            out.text(stored.type()).u8(stored.priority().number());
            writePrior(out, stored.prior());
            writePart(out, stored.text());
            writePart(out, stored.embedding());
            writePart(out, stored.trajectory());
        }
        return out.toBytes();
    }

    /** @throws MalformedBytesException if the bytes are damaged, or of a newer version */
    public static BodyRecord decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int version = in.u8();
        if (version != VERSION) {
            throw new MalformedBytesException("body of format " + version + "; this build reads format " + VERSION);
        }
        int kind = in.u8();
        Origin origin = new Origin(in.natural(), in.naturalInt(), in.natural());
        long createdAtMs = in.natural();
        BodyRecord body = switch (kind) {
            case STORED -> stored(in, origin, createdAtMs);
            case DELETED -> new DeletedBody(origin, createdAtMs);
            default -> throw new MalformedBytesException("body of kind " + kind);
        };
        in.end();
        return body;
    }

    private static StoredBody stored(ByteReader in, Origin origin, long createdAtMs) {
        String type = in.text();
        Priority priority = pick(Priority.values(), in.u8(), "priority");
        Prior prior = readPrior(in);
        Encoded text = readPart(in);
        if (text == null) {
            throw new MalformedBytesException("body without text");
        }
        return new StoredBody(origin, createdAtMs, type, prior, priority, text, readPart(in), readPart(in));
    }

    private static void writePrior(ByteWriter out, @Nullable Prior prior) {
        out.u8(prior == null ? 0 : 1);
        if (prior != null) {
            out.fixed64(Double.doubleToRawLongBits(prior.mean()));
            out.fixed64(Double.doubleToRawLongBits(prior.strength()));
        }
    }

    private static @Nullable Prior readPrior(ByteReader in) {
        if (!in.flag()) {
            return null;
        }
        Prior prior = new Prior(Double.longBitsToDouble(in.fixed64()), Double.longBitsToDouble(in.fixed64()));
        Refusal refusal = Rules.check(prior);
        if (refusal != null) {
            throw new MalformedBytesException("body whose " + refusal.detail());
        }
        return prior;
    }

    private static void writePart(ByteWriter out, @Nullable Encoded part) {
        if (part == null) {
            out.u8(ABSENT);
        } else {
            out.u8(part.codec().number()).varint(part.originalBytes()).blob(part.bytes());
        }
    }

    private static @Nullable Encoded readPart(ByteReader in) {
        int codec = in.u8();
        if (codec == ABSENT) {
            return null;
        }
        return new Encoded(pick(Codec.values(), codec, "codec"), in.naturalInt(), in.blob());
    }

    private static <E> E pick(E[] values, int number, String what) {
        if (number >= values.length) {
            throw new MalformedBytesException("body with unknown " + what + " " + number);
        }
        return values[number];
    }
}
