package dev.credence.processor;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.schemas.wire.EventSchemas;
import dev.credence.schemas.wire.WireFormat;
import dev.credence.testkit.EventRecords;
import dev.credence.testkit.KafkaCluster;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** A program that knows nothing of Credence but its topics and schemas: Kafka's client with Confluent's serializers. */
final class ConfluentProgram {
    private final KafkaCluster cluster;
    private final Map<String, Object> settings;

    ConfluentProgram(KafkaCluster cluster, String registryUrl) {
        this(cluster, Map.of("schema.registry.url", registryUrl));
    }

    ConfluentProgram(KafkaCluster cluster, Map<String, Object> registry) {
        this.cluster = cluster;
        this.settings = new HashMap<>(registry);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, KafkaAvroSerializer.class);
    }

    /** Writes in order and waits for the answers; the key is the first field. */
    void write(String topic, List<GenericRecord> events) {
        try (KafkaProducer<String, Object> producer = new KafkaProducer<>(settings)) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (GenericRecord event : events) {
                sent.add(producer.send(new ProducerRecord<>(topic, event.get(0).toString(), event)));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get(30, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("a record for " + topic + " was not taken", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while writing to " + topic, e);
        }
    }

    /** Everything in the topic, as a consumer with this reader's schema sees it. */
    List<GenericRecord> read(String topic, Schema reader) {
        try (KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer()) {
            deserializer.configure(settings, false);
            return cluster.consumeAll(topic, true).stream()
                    .map(record -> (GenericRecord) deserializer.deserialize(topic, record.value(), reader))
                    .toList();
        }
    }

    /** These as records of the current contract. */
    static List<GenericRecord> patterns(List<Pattern> patterns, EventRecords ours) {
        return patterns.stream()
                .map(pattern -> generic(ours.encoder().encode(pattern), EventSchemas.pattern()))
                .toList();
    }

    /** These as records of the current contract. */
    static List<GenericRecord> outcomes(List<Outcome> outcomes, EventRecords ours) {
        return outcomes.stream()
                .map(outcome -> generic(ours.encoder().encode(outcome), EventSchemas.confidence()))
                .toList();
    }

    private static GenericRecord generic(byte[] value, Schema schema) {
        int from = WireFormat.HEADER_BYTES;
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(
                            new GenericData.Record(schema),
                            DecoderFactory.get().binaryDecoder(value, from, value.length - from, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
