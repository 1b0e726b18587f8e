package dev.credence.schemas.registry;

import dev.credence.schemas.registry.SubjectState.Fit;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.EventSchemas;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParseException;

/** Looks how a registry stands to our schemas; registers nothing. */
public final class RegistryProbe {
    private RegistryProbe() {}

    /**
     * The subjects of the three event topics.
     *
     * @throws RegistryUnavailableException if there is no answer, or none of a registry's; the cause is the client's
     */
    public static List<SubjectState> subjects(String url, Map<String, ?> properties, TopicCatalogue catalogue) {
        try (SchemaRegistryClient client = AvroRegistryClient.of(url, ClientProperties.of(properties))) {
            List<String> present = List.copyOf(client.getAllSubjects());
            List<SubjectState> states = new ArrayList<>();
            for (String topic : catalogue.sources()) {
                Schema ours = topic.equals(catalogue.patterns()) ? EventSchemas.pattern() : EventSchemas.confidence();
                String subject = topic + "-value";
                states.add(
                        present.contains(subject)
                                ? compared(
                                        subject,
                                        ours,
                                        client.getLatestSchemaMetadata(subject).getSchema())
                                : new SubjectState(subject, Fit.MISSING, ""));
            }
            return states;
        } catch (RestClientException | IOException e) {
            throw Answers.unavailable(url, "list its subjects", e);
        }
    }

    /** Whether the registry answered that it wants other credentials. */
    public static boolean refusesUser(RegistryUnavailableException e) {
        return e.getCause() instanceof RestClientException rest && (rest.getStatus() == 401 || rest.getStatus() == 403);
    }

    private static SubjectState compared(String subject, Schema ours, String latest) {
        Schema theirs;
        try {
            theirs = new Schema.Parser().parse(latest);
        } catch (SchemaParseException notAvro) {
            return new SubjectState(subject, Fit.INCOMPATIBLE, "it is not an Avro schema");
        }
        if (SchemaNormalization.toParsingForm(theirs).equals(SchemaNormalization.toParsingForm(ours))) {
            return new SubjectState(subject, Fit.SAME, "");
        }
        SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(ours, theirs);
        return pair.getType() == SchemaCompatibilityType.COMPATIBLE
                ? new SubjectState(subject, Fit.READABLE, "")
                : new SubjectState(subject, Fit.INCOMPATIBLE, firstProblem(pair));
    }

    private static String firstProblem(SchemaPairCompatibility pair) {
        return pair.getResult().getIncompatibilities().stream()
                .findFirst()
                .map(problem -> problem.getType() + " at " + problem.getLocation() + ": " + problem.getMessage())
                .orElse("they do not match");
    }
}
