package dev.credence.ingest.publish;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.TraceParent;
import dev.credence.core.rules.Limits;
import dev.credence.core.rules.Reason;
import dev.credence.core.rules.Refusal;
import dev.credence.core.rules.Rules;
import dev.credence.schemas.registry.Registry;
import dev.credence.schemas.registry.RegistryRefusedException;
import dev.credence.schemas.registry.RegistryUnavailableException;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.EventEncoder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends patterns and outcomes to the event topics. An event that comes back with a receipt is stored once, on every
 * in-sync replica; retries inside the producer do not double it. When the brokers are slower than the callers, calls
 * block until the buffer has room again, at most as long as the delivery timeout.
 *
 * <p>Thread-safe, and quicker when shared: one producer fills its batches better than two.
 */
public final class Publisher implements AutoCloseable {
    private final TopicCatalogue topics;
    private final EventEncoder encoder;
    private final Producer<byte[], byte[]> producer;
    private final Failures failures;

    private Publisher(PublisherConfig config, EventEncoder encoder, Producer<byte[], byte[]> producer) {
        this.topics = config.topics();
        this.encoder = encoder;
        this.producer = producer;
        this.failures = new Failures(config);
    }

    /**
     * Connects, sees that the topics exist and registers the schemas.
     *
     * @throws PublishException when one of these cannot be done, naming it
     */
    public static Publisher open(PublisherConfig config) {
        ClusterCheck.require(config);
        EventEncoder encoder = registered(config);
        try {
            ByteArraySerializer bytes = new ByteArraySerializer();
            return new Publisher(config, encoder, new KafkaProducer<>(ClientSettings.producer(config), bytes, bytes));
        } catch (KafkaException e) {
            throw new Failures(config).connecting(e);
        }
    }

    /** Replaces the body stored under the pattern's id. */
    public CompletionStage<Receipt> publish(Pattern pattern) {
        return publish(pattern, (TraceParent) null);
    }

    /** The same; the trace goes along in the record's header. */
    public CompletionStage<Receipt> publish(Pattern pattern, @Nullable TraceParent trace) {
        FutureReceipt receipt = new FutureReceipt();
        publish(pattern, trace, receipt);
        return receipt;
    }

    /** Adds one outcome to its pattern's evidence; critical and high ones travel in the topic that overtakes. */
    public CompletionStage<Receipt> publish(Outcome outcome) {
        return publish(outcome, (TraceParent) null);
    }

    /** The same; the trace goes along in the record's header. */
    public CompletionStage<Receipt> publish(Outcome outcome, @Nullable TraceParent trace) {
        FutureReceipt receipt = new FutureReceipt();
        publish(outcome, trace, receipt);
        return receipt;
    }

    /** Takes the body of a pattern away; its evidence stays and is found again when the id is stored again. */
    public CompletionStage<Receipt> delete(String id) {
        FutureReceipt receipt = new FutureReceipt();
        delete(id, receipt);
        return receipt;
    }

    /** As {@link #publish(Pattern)}, without a future for each event. */
    public void publish(Pattern pattern, PublishCallback callback) {
        publish(pattern, null, callback);
    }

    /** As {@link #publish(Pattern, TraceParent)}, without a future for each event. */
    public void publish(Pattern pattern, @Nullable TraceParent trace, PublishCallback callback) {
        Refusal refusal = Rules.check(pattern);
        if (refusal != null) {
            callback.failed(new EventRefusedException(refusal));
        } else {
            send(topics.patterns(), pattern.id(), encoder.encode(pattern), trace, callback);
        }
    }

    /** As {@link #publish(Outcome)}, without a future for each event. */
    public void publish(Outcome outcome, PublishCallback callback) {
        publish(outcome, null, callback);
    }

    /** As {@link #publish(Outcome, TraceParent)}, without a future for each event. */
    public void publish(Outcome outcome, @Nullable TraceParent trace, PublishCallback callback) {
        Refusal refusal = Rules.check(outcome);
        if (refusal != null) {
            callback.failed(new EventRefusedException(refusal));
        } else {
            send(
                    topics.confidenceFor(outcome.priority()),
                    outcome.patternId(),
                    encoder.encode(outcome),
                    trace,
                    callback);
        }
    }

    /** As {@link #delete(String)}, without a future for each event. */
    public void delete(String id, PublishCallback callback) {
        delete(id, null, callback);
    }

    /** The same; the trace goes along in the record's header. */
    public void delete(String id, @Nullable TraceParent trace, PublishCallback callback) {
        Refusal refusal = Rules.checkId(id);
        if (refusal != null) {
            callback.failed(new EventRefusedException(refusal));
        } else {
            send(topics.patterns(), id, null, trace, callback);
        }
    }

    /** Shows the producer's own metrics in {@code registry} until the answer is closed. */
    public AutoCloseable measure(MeterRegistry registry) {
        KafkaClientMetrics metrics = new KafkaClientMetrics(producer);
        metrics.bindTo(registry);
        return metrics;
    }

    /** Returns when everything published before is acknowledged or failed. */
    public void flush() {
        producer.flush();
    }

    /** Waits for what is under way, at most as long as the delivery timeout allows each event. */
    @Override
    public void close() {
        producer.close();
    }

    private void send(
            String topic, String id, byte @Nullable [] value, @Nullable TraceParent trace, PublishCallback callback) {
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        int bytes = key.length + (value == null ? 0 : value.length);
        if (bytes > Limits.INPUT_BYTES) {
            callback.failed(new EventRefusedException(new Refusal(
                    Reason.TOO_LARGE, "an event must have at most " + Limits.INPUT_BYTES + " bytes, had " + bytes)));
            return;
        }
        try {
            Future<RecordMetadata> unused = producer.send(
                    new ProducerRecord<>(topic, null, key, value, headers(trace)),
                    (metadata, failure) -> settle(topic, metadata, failure, callback));
        } catch (KafkaException e) {
            // When send itself throws, it has not called back.
            callback.failed(failures.sending(topic, e));
        }
    }

    private static Headers headers(@Nullable TraceParent trace) {
        Headers headers = new RecordHeaders();
        return trace == null ? headers : headers.add(TraceParent.NAME, trace.bytes());
    }

    private void settle(String topic, RecordMetadata metadata, @Nullable Exception failure, PublishCallback callback) {
        if (failure != null) {
            callback.failed(failures.sending(topic, failure));
        } else if (!metadata.hasOffset()) {
            // The answer to a retry so late that the broker has forgotten where it put the first attempt.
            callback.failed(new PublishException(
                    "stored in " + topic + "-" + metadata.partition() + ", but the broker no longer knows where",
                    null));
        } else {
            callback.acked(metadata.topic(), metadata.partition(), metadata.offset());
        }
    }

    private static EventEncoder registered(PublisherConfig config) {
        // Encoding needs the ids only, so the registry may go away afterwards.
        try (Registry registry = Registry.connect(config.registryUrl(), config.registry())) {
            return registry.registerEvents(config.topics()).encoder();
        } catch (RegistryUnavailableException e) {
            throw new RegistryUnreachableException(String.valueOf(e.getMessage()), e);
        } catch (RegistryRefusedException e) {
            throw new PublishException(String.valueOf(e.getMessage()), e);
        }
    }
}
