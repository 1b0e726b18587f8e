package dev.credence.core.body;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.codec.Encoded;
import dev.credence.core.codec.Zlib;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encodes patterns into bodies and back. What it returns it has decoded and compared: a body that would not come back
 * bit for bit does not leave. Thread-safe.
 */
public final class BodyCodec {
    private static final int MIN_STEP_BYTES = 4;

    private final Zlib zlib;

    /** @param zlibLevel 0 to 9 */
    public BodyCodec(int zlibLevel) {
        this.zlib = new Zlib(zlibLevel);
    }

    /**
     * The body of {@code pattern}, which must satisfy the rules.
     *
     * @throws IllegalStateException if decoding it gives another pattern; a defect
     */
    public StoredBody encode(Pattern pattern, Origin origin, long createdAtMs) {
        float[] embedding = pattern.embedding();
        List<Step> trajectory = pattern.trajectory();
        StoredBody body = new StoredBody(
                origin,
                createdAtMs,
                pattern.type(),
                pattern.prior(),
                pattern.priority(),
                zlib.encode(textBytes(pattern)),
                embedding == null ? null : zlib.encode(embeddingBytes(embedding)),
                trajectory == null ? null : zlib.encode(trajectoryBytes(trajectory)));
        if (!decode(pattern.id(), body).equals(pattern)) {
            throw new IllegalStateException("the body of " + pattern.id() + " does not decode to what was encoded");
        }
        return body;
    }

    /**
     * The pattern that was encoded.
     *
     * @throws MalformedBytesException if a part is damaged
     */
    public static Pattern decode(String id, StoredBody body) {
        ByteReader text = new ByteReader(Zlib.decode(body.text()));
        String content = text.text();
        int entries = text.length(2);
        Map<String, String> metadata = new LinkedHashMap<>();
        for (int i = 0; i < entries; i++) {
            String key = text.text();
            if (metadata.put(key, text.text()) != null) {
                throw new MalformedBytesException("the same metadata key twice");
            }
        }
        text.end();
        return new Pattern(
                id,
                body.type(),
                content,
                metadata,
                embedding(body.embedding()),
                trajectory(body.trajectory()),
                body.prior(),
                body.priority());
    }

    private static byte[] textBytes(Pattern pattern) {
        ByteWriter out = new ByteWriter(pattern.content().length() + 64).text(pattern.content());
        out.varint(pattern.metadata().size());
        pattern.metadata().forEach((key, value) -> out.text(key).text(value));
        return out.toBytes();
    }

    private static byte[] embeddingBytes(float[] embedding) {
        ByteWriter out = new ByteWriter(embedding.length * Float.BYTES);
        for (float value : embedding) {
            out.fixed32(Float.floatToRawIntBits(value));
        }
        return out.toBytes();
    }

    private static float @Nullable [] embedding(@Nullable Encoded part) {
        if (part == null) {
            return null;
        }
        ByteReader in = new ByteReader(Zlib.decode(part));
        float[] embedding = new float[in.remaining() / Float.BYTES];
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] = Float.intBitsToFloat(in.fixed32());
        }
        in.end();
        return embedding;
    }

    private static byte[] trajectoryBytes(List<Step> trajectory) {
        ByteWriter out = new ByteWriter(trajectory.size() * 32 + 8).varint(trajectory.size());
        for (Step step : trajectory) {
            Double reward = step.reward();
            out.varint(step.atMs()).text(step.action()).u8(reward == null ? 0 : 1);
            if (reward != null) {
                out.fixed64(Double.doubleToRawLongBits(reward));
            }
            out.varint(step.state().length);
            for (double value : step.state()) {
                out.fixed64(Double.doubleToRawLongBits(value));
            }
        }
        return out.toBytes();
    }

    private static @Nullable List<Step> trajectory(@Nullable Encoded part) {
        if (part == null) {
            return null;
        }
        ByteReader in = new ByteReader(Zlib.decode(part));
        int size = in.length(MIN_STEP_BYTES);
        List<Step> trajectory = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            long atMs = in.varint();
            String action = in.text();
            Double reward = in.flag() ? Double.longBitsToDouble(in.fixed64()) : null;
            double[] state = new double[in.length(Double.BYTES)];
            for (int j = 0; j < state.length; j++) {
                state[j] = Double.longBitsToDouble(in.fixed64());
            }
            trajectory.add(new Step(atMs, action, reward, state));
        }
        in.end();
        return trajectory;
    }
}
