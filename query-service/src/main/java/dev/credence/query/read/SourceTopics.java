package dev.credence.query.read;

import java.util.List;

/** The names of the three event topics under a prefix, as receipts and {@code offsets} state them. */
public record SourceTopics(String patterns, String confidence, String priority) {
    /** The names under {@code prefix}, such as {@code credence.patterns} under {@code credence}. */
    public static SourceTopics of(String prefix) {
        return new SourceTopics(prefix + ".patterns", prefix + ".confidence", prefix + ".confidence.priority");
    }

    public boolean contains(String topic) {
        return all().contains(topic);
    }

    public List<String> all() {
        return List.of(patterns, confidence, priority);
    }
}
