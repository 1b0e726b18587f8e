package dev.credence.schemas.registry;

import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.EventSchemas;
import dev.credence.schemas.wire.SchemaLookup;
import dev.credence.schemas.wire.UnknownSchemaException;
import dev.credence.schemas.wire.UnusableSchemaException;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * A schema registry, asked through Confluent's client, which remembers what was found. Does not retry: the caller knows
 * how long it can wait. Thread-safe.
 */
public final class Registry implements SchemaLookup, AutoCloseable {
    private static final Pattern CREDENTIALS = Pattern.compile("//[^/@]*@");

    private final SchemaRegistryClient client;
    private final Registrar registrar;
    private final String url;

    private Registry(SchemaRegistryClient client, Registration registration, String url) {
        this.client = client;
        this.registrar = new Registrar(client, registration, url);
        this.url = url;
    }

    /**
     * Does not ask the registry anything yet.
     *
     * @param url one or more, separated by commas
     * @param schemaRegistryProperties Confluent's names ({@code basic.auth.user.info}, {@code ssl.truststore.location},
     *     {@code auto.register.schemas}, …), with or without {@code schema.registry.} before them
     * @throws IllegalArgumentException if one of them does not exist, or cannot be kept; names it, and the way out
     */
    public static Registry connect(String url, Map<String, ?> schemaRegistryProperties) {
        Map<String, Object> properties = PropertyNames.bare(schemaRegistryProperties);
        return new Registry(
                AvroRegistryClient.of(url, ClientProperties.of(properties)),
                Registration.of(properties),
                CREDENTIALS.matcher(url).replaceAll("//"));
    }

    /**
     * Refuses what {@link #connect} would refuse, and does nothing else.
     *
     * @throws IllegalArgumentException if a property does not exist, or cannot be kept; begins with its name
     */
    public static void check(Map<String, ?> schemaRegistryProperties) {
        Registration unused = Registration.of(PropertyNames.bare(schemaRegistryProperties));
    }

    /**
     * Registers the current schemas under {@code <topic>-value} of the three event topics; where they are registered,
     * nothing changes. With {@code auto.register.schemas=false} it only looks them up.
     *
     * @throws RegistryUnavailableException if there is no answer
     * @throws RegistryRefusedException if the registry does not take a schema, or does not hold it and must not be given it
     */
    public SchemaIds registerEvents(TopicCatalogue catalogue) {
        return new SchemaIds(
                registrar.idFor(catalogue.patterns(), EventSchemas.pattern()),
                registrar.idFor(catalogue.confidence(), EventSchemas.confidence()),
                registrar.idFor(catalogue.priority(), EventSchemas.confidence()));
    }

    /**
     * The schema of other writers' records.
     *
     * @throws RegistryUnavailableException if there is no answer
     * @throws UnknownSchemaException if no schema has this id
     * @throws UnusableSchemaException if it is not an Avro schema
     */
    @Override
    public Schema schemaById(int id) {
        if (id < 0) {
            throw new UnknownSchemaException(id); // registries count up from 0 or 1
        }
        try {
            return avro(client.getSchemaById(id));
        } catch (UnusableSchemaException | RegistryUnavailableException e) {
            throw e;
        } catch (RestClientException e) {
            if (Answers.saysThereIsNone(e)) {
                throw new UnknownSchemaException(id);
            }
            throw Answers.unavailable(url, "look up schema " + id, e);
        } catch (IOException | RuntimeException e) {
            throw Answers.unavailable(url, "look up schema " + id, e);
        }
    }

    private static Schema avro(ParsedSchema parsed) {
        if (parsed instanceof AvroSchema avro) {
            return avro.rawSchema();
        }
        throw new UnusableSchemaException("the schema is of type " + parsed.schemaType() + ", not Avro");
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw Answers.unavailable(url, "close the connection", e);
        }
    }
}
