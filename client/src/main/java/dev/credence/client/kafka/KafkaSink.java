package dev.credence.client.kafka;

import dev.credence.client.contract.CredenceException;
import dev.credence.client.contract.EventSink;
import dev.credence.client.contract.RefusedException;
import dev.credence.client.contract.UnavailableException;
import dev.credence.client.contract.WriteListener;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.ingest.publish.EventRefusedException;
import dev.credence.ingest.publish.KafkaUnreachableException;
import dev.credence.ingest.publish.PublishCallback;
import dev.credence.ingest.publish.PublishException;
import dev.credence.ingest.publish.Publisher;
import dev.credence.ingest.publish.PublisherConfig;
import dev.credence.ingest.publish.Receipt;
import dev.credence.ingest.publish.RegistryUnreachableException;

/** Publishes. When the brokers are slower than the callers, calls wait for room, as long as an event has to be acked. */
public final class KafkaSink implements EventSink {
    private final Publisher publisher;
    private final boolean owned;

    private KafkaSink(Publisher publisher, boolean owned) {
        this.publisher = publisher;
        this.owned = owned;
    }

    /** Over a publisher that stays the caller's to close. */
    public static KafkaSink over(Publisher publisher) {
        return new KafkaSink(publisher, false);
    }

    /** @throws CredenceException if Kafka or the registry does not answer, or the topics are missing */
    public static KafkaSink open(PublisherConfig config) {
        try {
            return new KafkaSink(Publisher.open(config), true);
        } catch (PublishException e) {
            throw failure(e);
        }
    }

    @Override
    public void store(Pattern pattern, WriteListener listener) {
        publisher.publish(pattern, new Told(listener));
    }

    @Override
    public void report(Outcome outcome, WriteListener listener) {
        publisher.publish(outcome, new Told(listener));
    }

    @Override
    public void delete(String id, WriteListener listener) {
        publisher.delete(id, new Told(listener));
    }

    @Override
    public void flush() {
        publisher.flush();
    }

    @Override
    public void close() {
        if (owned) {
            publisher.close();
        } else {
            publisher.flush();
        }
    }

    private static CredenceException failure(PublishException e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof EventRefusedException refused) {
            return new RefusedException(refused.refusal().reason().code(), message, e);
        }
        return e instanceof KafkaUnreachableException || e instanceof RegistryUnreachableException
                ? new UnavailableException(message, e)
                : new CredenceException(message, e);
    }

    private record Told(WriteListener listener) implements PublishCallback {
        @Override
        public void acked(String topic, int partition, long offset) {
            listener.acked(new Receipt(topic, partition, offset));
        }

        @Override
        public void failed(PublishException failure) {
            listener.failed(failure(failure));
        }

        private static CredenceException failure(PublishException e) {
            return KafkaSink.failure(e);
        }
    }
}
