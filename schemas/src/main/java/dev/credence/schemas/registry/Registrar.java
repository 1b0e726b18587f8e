package dev.credence.schemas.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** Gets our schemas their ids: registers them, or finds them where somebody else registers. Thread-safe. */
final class Registrar {
    private final SchemaRegistryClient client;
    private final Registration registration;
    private final String url;

    Registrar(SchemaRegistryClient client, Registration registration, String url) {
        this.client = client;
        this.registration = registration;
        this.url = url;
    }

    /** The id to write before records of the topic; the same for all of the topic's subjects in any known registry. */
    int idFor(String topic, Schema schema) {
        int id = 0;
        for (String subject : registration.subjects().of(topic, schema)) {
            id = idIn(subject, schema);
        }
        return id;
    }

    private int idIn(String subject, Schema schema) {
        try {
            if (registration.autoRegister()) {
                return client.register(subject, new AvroSchema(schema), registration.normalize());
            }
            return registration.useLatest() ? latest(subject, schema) : found(subject, schema);
        } catch (RestClientException e) {
            throw Answers.saysThereIsNone(e) ? absent(subject, schema, e) : Answers.notRegistered(url, subject, e);
        } catch (IOException e) {
            throw Answers.unavailable(url, "answer for subject " + subject, e);
        }
    }

    private int found(String subject, Schema schema) throws IOException, RestClientException {
        return client.getId(subject, new AvroSchema(schema), registration.normalize());
    }

    private int latest(String subject, Schema schema) throws IOException, RestClientException {
        SchemaMetadata latest = client.getLatestSchemaMetadata(subject);
        if (!isOurs(latest.getSchema(), schema)) {
            throw new RegistryRefusedException(
                    "version " + latest.getVersion() + " of subject " + subject + " at " + url
                            + ", the latest, is not the schema that this Credence writes: set schema.registry."
                            + Registration.USE_LATEST + "=false, so that an older version may be written, or upgrade",
                    null);
        }
        return latest.getId();
    }

    private static boolean isOurs(String text, Schema ours) {
        try {
            return SchemaNormalization.toParsingForm(new Schema.Parser().parse(text))
                    .equals(SchemaNormalization.toParsingForm(ours));
        } catch (AvroRuntimeException e) {
            return false;
        }
    }

    private RegistryRefusedException absent(String subject, Schema schema, RestClientException e) {
        return new RegistryRefusedException(
                "schema registry " + url + " does not hold this Credence's " + schema.getFullName() + " under subject "
                        + subject + ", and schema.registry." + Registration.AUTO_REGISTER
                        + " is false: register " + schema.getName()
                        + ".avsc there (docs/registry.md says how), or set it to true once",
                e);
    }
}
