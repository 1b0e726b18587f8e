package dev.credence.core.codec;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Encodes parts of patterns; {@link Kind#decode} is the way back. What it makes of a text depends on the texts of the same
 * type before it. Confined to one thread.
 *
 * <pre>{@code
 * Encoded stored = new PartEncoder(CodecConfig.DEFAULT).encode(Kind.VECTOR, "note", embedding);
 * stored.codec();          // INT8
 * stored.originalBytes();  // 1536
 * stored.storedBytes();    // 392
 * stored.ratio();          // 3.9
 * float[] back = Kind.VECTOR.decode(stored);
 * }</pre>
 */
public final class PartEncoder {
    private final CodecConfig config;
    private final TextEncoder texts;

    /** Of types without a past. */
    public PartEncoder(CodecConfig config) {
        this(config, type -> null);
    }

    /** @param known the newest dictionary of a type from before, asked once a type; null: none */
    public PartEncoder(CodecConfig config, Function<String, @Nullable Dictionary> known) {
        this.config = config;
        this.texts = new TextEncoder(config, known);
    }

    /**
     * The stored form of a value, with full effort.
     *
     * @param type of the pattern that it is a part of: texts of one type have much in common
     * @throws IllegalArgumentException if a vector has a number that is not finite
     */
    public <T> Encoded encode(Kind<T> kind, String type, T value) {
        return encode(kind, type, value, Effort.FULL);
    }

    /**
     * The stored form of a value.
     *
     * @param type of the pattern that it is a part of: texts of one type have much in common
     * @throws IllegalArgumentException if a vector has a number that is not finite
     */
    public <T> Encoded encode(Kind<T> kind, String type, T value, Effort effort) {
        return kind.encode(this, type, value, effort);
    }

    /** Dictionaries that came into use since the last call: to be kept before any text that was encoded since. */
    public List<Dictionary> takeTrained() {
        return texts.takeTrained();
    }

    CodecConfig config() {
        return config;
    }

    Encoded text(String type, Text value, Effort effort) {
        return texts.encode(type, value, effort);
    }
}
