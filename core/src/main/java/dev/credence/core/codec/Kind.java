package dev.credence.core.codec;

import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.model.Step;
import java.util.List;

/**
 * A kind of part that patterns are made of.
 *
 * @param <T> what a part of this kind is when it is not encoded
 */
public abstract sealed class Kind<T> {
    /** Content and metadata. */
    public static final Kind<Text> TEXT = new OfText();

    /** An embedding. */
    public static final Kind<float[]> VECTOR = new OfVector();

    /** Steps in time. */
    public static final Kind<List<Step>> TRAJECTORY = new OfTrajectory();

    private Kind() {}

    abstract Encoded encode(PartEncoder encoder, String type, T value, Effort effort);

    /**
     * The value of a part.
     *
     * @throws MalformedBytesException if the bytes are damaged, or the dictionary that they need is not at hand
     */
    public abstract T decode(Encoded part);

    private static final class OfText extends Kind<Text> {
        @Override
        Encoded encode(PartEncoder encoder, String type, Text value, Effort effort) {
            return encoder.text(type, value, effort);
        }

        @Override
        public Text decode(Encoded part) {
            return StoredBytes.read(part, Text::of);
        }
    }

    private static final class OfVector extends Kind<float[]> {
        @Override
        Encoded encode(PartEncoder encoder, String type, float[] value, Effort effort) {
            return Vectors.encode(value, encoder.config().vector());
        }

        @Override
        public float[] decode(Encoded part) {
            return Vectors.decode(part);
        }
    }

    private static final class OfTrajectory extends Kind<List<Step>> {
        @Override
        Encoded encode(PartEncoder encoder, String type, List<Step> value, Effort effort) {
            return Trajectories.encode(value);
        }

        @Override
        public List<Step> decode(Encoded part) {
            return Trajectories.decode(part);
        }
    }
}
