package dev.credence.schemas.registry;

import dev.credence.schemas.wire.UnusableSchemaException;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Confluent's client, but a schema that it cannot parse is told from a registry that cannot be reached: both would be an
 * IOException, and one of them must not be waited for.
 */
final class AvroRegistryClient extends CachedSchemaRegistryClient {
    private static final int MOST_SCHEMAS = 1_000;

    private AvroRegistryClient(List<String> urls, Map<String, ?> properties) {
        super(urls, MOST_SCHEMAS, List.of(new AvroSchemaProvider()), properties);
    }

    static AvroRegistryClient of(String urls, Map<String, ?> properties) {
        return new AvroRegistryClient(
                Arrays.stream(urls.split(",")).map(String::trim).toList(), properties);
    }

    @Override
    public Optional<ParsedSchema> parseSchema(Schema schema) {
        Optional<ParsedSchema> parsed = super.parseSchema(schema);
        if (parsed.isEmpty()) {
            throw new UnusableSchemaException(
                    "the schema of type " + schema.getSchemaType() + " cannot be read as Avro");
        }
        return parsed;
    }
}
