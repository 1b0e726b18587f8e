package dev.credence.schemas.topic;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The names of all topics of one installation, and how they are created.
 *
 * @param prefix of the shared topics: {@code topics.prefix}
 * @param applicationId of the processor, whose internal topics start with it
 * @param partitions of every topic that is created; topics that exist keep theirs
 */
public record TopicCatalogue(String prefix, String applicationId, int partitions) {
    /** The evidence store, whose changelog is read by views. */
    public static final String EVIDENCE_STORE = "evidence";

    /** The store of the pattern path. */
    public static final String PATTERN_STORE = "patterns";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    public TopicCatalogue {
        requireName("topics.prefix", prefix);
        requireName("application.id", applicationId);
        if (partitions < 1) {
            throw new IllegalArgumentException("topics.partitions must be at least 1, was " + partitions);
        }
    }

    /** What agents learned; key = pattern id. */
    public String patterns() {
        return prefix + ".patterns";
    }

    /** Outcomes of ordinary priority; key = pattern id. */
    public String confidence() {
        return prefix + ".confidence";
    }

    /** Outcomes that overtake; key = pattern id. */
    public String priority() {
        return prefix + ".confidence.priority";
    }

    /** Encoded bodies, compacted. */
    public String bodies() {
        return prefix + ".bodies";
    }

    /** Records that were refused, byte for byte, with the reason. */
    public String deadLetter() {
        return prefix + ".dead-letter";
    }

    /** Evidence rows and the ledger, compacted; created by Streams. */
    public String evidenceChangelog() {
        return applicationId + "-" + EVIDENCE_STORE + "-changelog";
    }

    /** The pattern path's own store, compacted; created by Streams. */
    public String patternStoreChangelog() {
        return applicationId + "-" + PATTERN_STORE + "-changelog";
    }

    /** The event topics: patterns, confidence, priority. */
    public List<String> sources() {
        return List.of(patterns(), confidence(), priority());
    }

    /** The topic in which an outcome of this priority is published. */
    public String confidenceFor(dev.credence.core.model.Priority priority) {
        return priority.overtakes() ? priority() : confidence();
    }

    /** The shared topics as they are created; Streams creates its internal ones itself. */
    public List<TopicSpec> specs(short replicationFactor) {
        return List.of(
                event(patterns(), replicationFactor),
                event(confidence(), replicationFactor),
                event(priority(), replicationFactor),
                new TopicSpec(bodies(), partitions, replicationFactor, TopicSettings.bodies(replicationFactor)),
                new TopicSpec(
                        deadLetter(), partitions, replicationFactor, TopicSettings.deadLetter(replicationFactor)));
    }

    private TopicSpec event(String name, short replicationFactor) {
        return new TopicSpec(name, partitions, replicationFactor, TopicSettings.event(replicationFactor));
    }

    private static void requireName(String key, String value) {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(key
                    + " must be 1 to 128 of A-Z a-z 0-9 . _ - and start with a letter or digit, was \"" + value + '"');
        }
    }
}
