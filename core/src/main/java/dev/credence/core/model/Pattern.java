package dev.credence.core.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an agent learned. Publishing a pattern replaces the whole body stored under its id.
 *
 * @param metadata in insertion order; copied
 * @param embedding owned by the record: do not change it after construction
 * @param prior null: {@link Prior#UNIFORM}
 */
public record Pattern(
        String id,
        String type,
        String content,
        Map<String, String> metadata,
        float @Nullable [] embedding,
        @Nullable List<Step> trajectory,
        @Nullable Prior prior,
        Priority priority) {

    // Not compact: javac leaves the annotation of an array out of a compact constructor's parameters, and other modules
    // could then not pass null for the embedding.
    public Pattern(
            String id,
            String type,
            String content,
            Map<String, String> metadata,
            float @Nullable [] embedding,
            @Nullable List<Step> trajectory,
            @Nullable Prior prior,
            Priority priority) {
        this.id = id;
        this.type = type;
        this.content = content;
        this.metadata = InOrder.copyOf(metadata);
        this.embedding = embedding;
        this.trajectory = trajectory == null ? null : List.copyOf(trajectory);
        this.prior = prior;
        this.priority = priority;
    }

    /** A pattern of text alone: no metadata, embedding, trajectory or prior; medium priority. */
    public static Pattern ofText(String id, String type, String content) {
        return new Pattern(id, type, content, Map.of(), null, null, null, Priority.MEDIUM);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pattern that
                && id.equals(that.id)
                && type.equals(that.type)
                && content.equals(that.content)
                && metadata.equals(that.metadata)
                && Arrays.equals(embedding, that.embedding)
                && Objects.equals(trajectory, that.trajectory)
                && Objects.equals(prior, that.prior)
                && priority == that.priority;
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hash(id, type, content, metadata, trajectory, prior, priority) + Arrays.hashCode(embedding);
    }
}
