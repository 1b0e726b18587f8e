package dev.credence.ingest.publish;

import dev.credence.core.rules.Reason;
import dev.credence.core.rules.Refusal;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Tells what Kafka's exceptions mean to someone who publishes. */
final class Failures {
    private final PublisherConfig config;

    Failures(PublisherConfig config) {
        this.config = config;
    }

    /** Of an event under way to {@code topic}. */
    PublishException sending(String topic, Throwable failure) {
        if (failure instanceof RecordTooLargeException) {
            return new EventRefusedException(new Refusal(
                    Reason.TOO_LARGE, "the broker finds the record too large for " + topic + ": " + text(failure)));
        }
        if (failure instanceof UnknownTopicOrPartitionException) {
            return missing(topic, failure);
        }
        if (failure instanceof RetriableException) {
            return new KafkaUnreachableException(
                    "Kafka at " + config.bootstrapServers() + " did not acknowledge within "
                            + config.deliveryTimeout().toMillis() + " ms; the event may be stored or not ("
                            + text(failure) + "); check that the brokers are well",
                    failure);
        }
        return otherwise("publish to " + topic, failure);
    }

    /** Of the first contact. */
    PublishException connecting(Throwable failure) {
        if (failure instanceof RetriableException || failure.getCause() instanceof ConfigException) {
            return new KafkaUnreachableException(
                    "no Kafka broker answered at " + config.bootstrapServers() + " within "
                            + config.connectTimeout().toMillis() + " ms (" + text(failure)
                            + "); start one with `credence up`, or name yours with --bootstrap-server",
                    failure);
        }
        return otherwise("ask " + config.bootstrapServers() + " about its topics", failure);
    }

    static TopicsMissingException missing(String topics, Throwable cause) {
        return new TopicsMissingException(
                "no such topic: " + topics + "; create it with `credence topics create`, or check topics.prefix",
                cause);
    }

    private PublishException otherwise(String what, Throwable failure) {
        // A producer that was refused once names the refusal as the cause of what it throws from then on.
        Throwable cause = failure.getCause();
        Throwable refusal = cause != null && isRefusal(cause) ? cause : failure;
        if (isRefusal(refusal)) {
            return new NotAuthorisedException(
                    "may not " + what + ": " + text(refusal)
                            + "; check the credentials (--command-config) and the ACLs: WRITE on the event topics",
                    failure);
        }
        if (failure instanceof InterruptException) {
            return new PublishException("interrupted while trying to " + what, failure);
        }
        return new PublishException("could not " + what + ": " + failure, failure);
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof AuthorizationException || failure instanceof AuthenticationException;
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
