package dev.credence.core.body;

import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.codec.CodecConfig;
import dev.credence.core.codec.Dictionary;
import dev.credence.core.codec.Effort;
import dev.credence.core.codec.Encoded;
import dev.credence.core.codec.Kind;
import dev.credence.core.codec.PartEncoder;
import dev.credence.core.codec.Text;
import dev.credence.core.codec.Vectors;
import dev.credence.core.model.Pattern;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Encodes patterns into bodies and back. What it returns it has decoded and compared: a body that would not come back
 * bit for bit, its embedding within the bound of its codec, does not leave. Encoding is confined to one thread.
 */
public final class BodyCodec {
    private final PartEncoder parts;

    /**
     * Loses nothing, and gives equal patterns equal bytes.
     *
     * @param zlibLevel 0 to 9
     */
    public BodyCodec(int zlibLevel) {
        this(CodecConfig.exact(zlibLevel), type -> null);
    }

    /** @param known the newest dictionary of a type from before, asked once a type; null: none */
    public BodyCodec(CodecConfig config, Function<String, @Nullable Dictionary> known) {
        this.parts = new PartEncoder(config, known);
    }

    /**
     * The body of {@code pattern}, which must satisfy the rules, with full effort.
     *
     * @throws IllegalStateException if decoding it gives another pattern; a defect
     */
    public StoredBody encode(Pattern pattern, Origin origin, long createdAtMs) {
        return encode(pattern, origin, createdAtMs, Effort.FULL);
    }

    /**
     * The body of {@code pattern}, which must satisfy the rules.
     *
     * @throws IllegalStateException if decoding it gives another pattern; a defect
     */
    public StoredBody encode(Pattern pattern, Origin origin, long createdAtMs, Effort effort) {
        String type = pattern.type();
        StoredBody body = new StoredBody(
                origin,
                createdAtMs,
                type,
                pattern.prior(),
                pattern.priority(),
                parts.encode(Kind.TEXT, type, new Text(pattern.content(), pattern.metadata()), effort),
                pattern.embedding() == null ? null : parts.encode(Kind.VECTOR, type, pattern.embedding()),
                pattern.trajectory() == null ? null : parts.encode(Kind.TRAJECTORY, type, pattern.trajectory()));
        if (!comesBack(pattern, body)) {
            throw new IllegalStateException("the body of " + pattern.id() + " does not decode to what was encoded");
        }
        return body;
    }

    /** Dictionaries that came into use since the last call: to be kept before any body that was encoded since. */
    public List<Dictionary> takeTrained() {
        return parts.takeTrained();
    }

    /**
     * The pattern that was encoded.
     *
     * @throws MalformedBytesException if a part is damaged, or the dictionary that it needs is not at hand
     */
    public static Pattern decode(String id, StoredBody body) {
        Text text = Kind.TEXT.decode(body.text());
        Encoded embedding = body.embedding();
        Encoded trajectory = body.trajectory();
        return new Pattern(
                id,
                body.type(),
                text.content(),
                text.metadata(),
                embedding == null ? null : Kind.VECTOR.decode(embedding),
                trajectory == null ? null : Kind.TRAJECTORY.decode(trajectory),
                body.prior(),
                body.priority());
    }

    private static boolean comesBack(Pattern pattern, StoredBody body) {
        Pattern decoded = decode(pattern.id(), body);
        Encoded part = body.embedding();
        if (part == null || !part.codec().isLossy()) {
            return decoded.equals(pattern);
        }
        float[] original = Objects.requireNonNull(pattern.embedding());
        float[] back = Objects.requireNonNull(decoded.embedding());
        return back.length == original.length
                && Vectors.cosineError(original, back) <= Vectors.bound(part.codec())
                && withEmbedding(decoded, original).equals(pattern);
    }

    private static Pattern withEmbedding(Pattern pattern, float[] embedding) {
        return new Pattern(
                pattern.id(),
                pattern.type(),
                pattern.content(),
                pattern.metadata(),
                embedding,
                pattern.trajectory(),
                pattern.prior(),
                pattern.priority());
    }
}
