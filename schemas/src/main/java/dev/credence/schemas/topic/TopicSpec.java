package dev.credence.schemas.topic;

import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/** A topic as it is to be created. */
public record TopicSpec(String name, int partitions, short replicationFactor, Map<String, String> configs) {
    public TopicSpec {
        configs = Map.copyOf(configs);
    }

    NewTopic toNewTopic() {
        return new NewTopic(name, partitions, replicationFactor).configs(configs);
    }
}
