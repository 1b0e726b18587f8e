package dev.credence.schemas.registry;

import dev.credence.schemas.wire.UnusableSchemaException;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.SchemaProvider;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
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

    /** @throws IllegalArgumentException if a value is none that the client can work with, such as a file that is not there */
    static AvroRegistryClient of(String urls, Map<String, ?> properties) {
        try {
            return new AvroRegistryClient(
                    Arrays.stream(urls.split(",")).map(String::trim).toList(), properties);
        } catch (RuntimeException e) {
            // Of many kinds, and always of what was configured: nothing has been asked yet.
            throw new IllegalArgumentException("what is set under schema.registry. cannot be used: " + root(e), e);
        }
    }

    private static Throwable root(Throwable e) {
        return e.getCause() == null ? e : root(e.getCause());
    }

    @Override
    public Optional<ParsedSchema> parseSchema(Schema schema) {
        Optional<ParsedSchema> parsed = parsed(schema);
        if (parsed.isEmpty()) {
            refuse(schema);
        }
        return parsed;
    }

    private Optional<ParsedSchema> parsed(Schema schema) {
        try {
            return super.parseSchema(schema);
        } catch (RuntimeException e) {
            return Optional.empty(); // of a type that has no provider, such as JSON
        }
    }

    /** The client has swallowed why; with references it may have been the registry that failed. */
    private void refuse(Schema schema) {
        SchemaProvider provider = getSchemaProviders().get(schema.getSchemaType());
        Exception reason = null;
        if (provider != null) {
            try {
                provider.parseSchemaOrElseThrow(schema, false, false);
            } catch (RuntimeException e) {
                reason = e;
            }
        }
        for (Throwable cause = reason; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    || (cause instanceof RestClientException rest && !Answers.saysThereIsNone(rest))) {
                throw new RegistryUnavailableException("a schema's references could not be looked up: " + cause, cause);
            }
        }
        throw new UnusableSchemaException("the schema of type " + schema.getSchemaType() + " cannot be read as Avro");
    }
}
