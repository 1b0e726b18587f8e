package dev.credence.schemas.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as the cluster has it.
 *
 * @param id another one after the topic was deleted and created again
 * @param configs every setting, defaults included
 */
public record TopicState(String name, Uuid id, int partitions, Map<String, String> configs) {
    public TopicState {
        configs = Map.copyOf(configs);
    }

    /** {@code LogAppendTime} or {@code CreateTime}; empty if the cluster does not say. */
    public String timestampType() {
        return config(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
    }

    String config(String key) {
        return configs.getOrDefault(key, "");
    }

    /** What is not as {@code spec} has it. Replicas are not compared: they depend on the cluster. */
    public List<TopicDifference> differences(TopicSpec spec) {
        List<TopicDifference> differences = new ArrayList<>();
        if (partitions != spec.partitions()) {
            differences.add(new TopicDifference(
                    name, "partitions", Integer.toString(spec.partitions()), Integer.toString(partitions)));
        }
        new TreeMap<>(spec.configs()).forEach((key, wanted) -> {
            if (!key.equals(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)
                    && !config(key).equals(wanted)) {
                differences.add(new TopicDifference(name, key, wanted, config(key)));
            }
        });
        return differences;
    }
}
