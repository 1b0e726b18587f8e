package dev.credence.schemas.topic;

/**
 * A setting that a topic has and that {@code topics create} would have chosen otherwise. Not a fault by itself.
 *
 * @param key {@code partitions}, or the name of a topic setting
 */
public record TopicDifference(String topic, String key, String wanted, String found) {
    @Override
    public String toString() {
        return topic + " has " + key + "=" + found + ", a new one would have " + wanted;
    }
}
