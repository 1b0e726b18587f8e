package dev.credence.schemas.topic;

import java.util.Map;
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
}
