package dev.credence.processor.startup;

import dev.credence.processor.config.ProcessorConfig;
import dev.credence.processor.ledger.RecreatedTopicException;
import dev.credence.processor.ledger.RefusedException;
import dev.credence.schemas.topic.TopicSetupException;
import dev.credence.schemas.topic.TopicState;
import dev.credence.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source topics as they were when the processor started. Asked when a stream thread has died: of a topic that was created
 * again, or was given partitions, the thread says something else, and its successor would die of the same. Thread-safe.
 */
public final class TopicsAsStarted {
    private static final Logger LOG = LoggerFactory.getLogger(TopicsAsStarted.class);

    private final ProcessorConfig config;
    private final Map<String, TopicState> started;

    /** @param started by name */
    public TopicsAsStarted(ProcessorConfig config, Map<String, TopicState> started) {
        this.config = config;
        this.started = Map.copyOf(started);
    }

    /** Why this processor cannot go on; null if the topics are the same, or nobody says. */
    public @Nullable RefusedException changed() {
        List<String> sources = config.topics().sources();
        try (Admin admin = Admin.create(StreamsSettings.admin(config))) {
            Map<String, TopicState> now = Topics.describe(admin, sources);
            for (String source : sources) {
                RefusedException changed = changed(started.get(source), now.get(source));
                if (changed != null) {
                    return changed;
                }
            }
        } catch (KafkaException | TopicSetupException untold) {
            LOG.info("The topics could not be looked at after a stream thread died.", untold);
        }
        return null;
    }

    private @Nullable RefusedException changed(@Nullable TopicState before, @Nullable TopicState now) {
        if (before == null || now == null) {
            return null;
        }
        if (!before.id().equals(now.id())) {
            return new RecreatedTopicException(
                    now.name(),
                    before.id().toString(),
                    now.id().toString(),
                    config.topics().applicationId());
        }
        return before.partitions() == now.partitions()
                ? null
                : new RefusedException("topic " + now.name() + " has " + now.partitions() + " partitions; it had "
                        + before.partitions() + " when this processor started: start it again");
    }
}
