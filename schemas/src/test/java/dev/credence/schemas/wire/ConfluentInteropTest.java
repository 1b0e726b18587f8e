package dev.credence.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs that use Confluent's serializers must be able to write what we read, and to read what we write. */
class ConfluentInteropTest {
    private static final Map<String, String> CONFIG = Map.of("schema.registry.url", "mock://unused");

    private final MockSchemaRegistryClient client = new MockSchemaRegistryClient(List.of(new AvroSchemaProvider()));
    private final KafkaAvroSerializer serializer = new KafkaAvroSerializer(client, CONFIG);
    private final KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer(client, CONFIG);
    private final EventDecoder decoder = new EventDecoder(this::schema);
    private int patternId;
    private int confidenceId;

    @BeforeEach
    void register() throws IOException, RestClientException {
        patternId = client.register("t.patterns-value", new AvroSchema(EventSchemas.pattern()));
        confidenceId = client.register("t.confidence-value", new AvroSchema(EventSchemas.confidence()));
    }

    @Test
    void shouldReadTheSameOutcomeWhenConfluentWroteIt() {
        Samples samples = new Samples(21);
        EventEncoder encoder = new EventEncoder(patternId, confidenceId, confidenceId);
        for (int i = 0; i < 500; i++) {
            Outcome outcome = samples.outcome();
            byte[] ours = encoder.encode(outcome);
            GenericRecord read = (GenericRecord) deserializer.deserialize("t.confidence", ours);
            assertThat(GenericEvents.outcome(read)).isEqualTo(outcome);
            byte[] theirs = serializer.serialize("t.confidence", read);
            assertThat(theirs).isEqualTo(ours);
            assertThat(decoder.outcome(theirs)).isEqualTo(new Decoded.Event<>(outcome));
        }
    }

    @Test
    void shouldReadTheSamePatternWhenConfluentWroteIt() {
        Samples samples = new Samples(22);
        EventEncoder encoder = new EventEncoder(patternId, confidenceId, confidenceId);
        for (int i = 0; i < 500; i++) {
            Pattern pattern = samples.pattern();
            GenericRecord read = (GenericRecord) deserializer.deserialize("t.patterns", encoder.encode(pattern));
            assertThat(GenericEvents.pattern(read)).isEqualTo(pattern);
            assertThat(decoder.pattern(serializer.serialize("t.patterns", read)))
                    .isEqualTo(new Decoded.Event<>(pattern));
        }
    }

    private Schema schema(int id) {
        try {
            return ((AvroSchema) client.getSchemaById(id)).rawSchema();
        } catch (IOException | RestClientException e) {
            throw new IllegalStateException(e);
        }
    }
}
