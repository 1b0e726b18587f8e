package dev.credence.ingest.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks once, before anything is sent, whether the brokers answer and the topics exist: the producer alone would only say
 * after a minute that it has no metadata. Needs no more rights than writing does.
 */
final class ClusterCheck {
    private ClusterCheck() {}

    static void require(PublisherConfig config) {
        Failures failures = new Failures(config);
        try (Admin admin = Admin.create(ClientSettings.admin(config))) {
            requireTopics(admin.describeTopics(config.topics().sources()).topicNameValues(), failures);
        } catch (KafkaException e) {
            throw failures.connecting(e);
        }
    }

    private static void requireTopics(Map<String, KafkaFuture<TopicDescription>> answers, Failures failures) {
        List<String> missing = new ArrayList<>();
        Throwable cause = null;
        for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
            try {
                answer.getValue().get();
            } catch (ExecutionException e) {
                cause = e.getCause() == null ? e : e.getCause();
                if (!(cause instanceof UnknownTopicOrPartitionException)) {
                    throw failures.connecting(cause);
                }
                missing.add(answer.getKey());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PublishException("interrupted while asking Kafka about its topics", e);
            }
        }
        if (cause != null) {
            throw Failures.missing(String.join(", ", missing.stream().sorted().toList()), cause);
        }
    }
}
