package dev.credence.cli.acl;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import dev.credence.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/** The least that each role must be allowed, by role. */
public final class RoleGrants {
    private RoleGrants() {}

    /** {@code processor}, {@code view}, {@code query-service}, {@code ingest}, {@code publisher}, in that order. */
    public static Map<String, List<Grant>> of(TopicCatalogue topics) {
        Map<String, List<Grant>> grants = new LinkedHashMap<>();
        grants.put("processor", processor(topics));
        grants.put("view", view(topics));
        // It reads the view, and the view alone.
        grants.put("query-service", List.of());
        grants.put("ingest", ingest(topics));
        grants.put("publisher", publisher(topics));
        return grants;
    }

    /** Reads what the catalogue's ledger rests on, too: hence READ where it writes. */
    private static List<Grant> processor(TopicCatalogue topics) {
        String internal = topics.applicationId() + "-";
        List<Grant> grants = new ArrayList<>();
        topics.sources().forEach(source -> grants.add(Grant.topic(source, READ, DESCRIBE_CONFIGS)));
        grants.add(Grant.topic(topics.bodies(), READ, WRITE, DESCRIBE_CONFIGS));
        grants.add(Grant.topic(topics.deadLetter(), WRITE, DESCRIBE_CONFIGS));
        grants.add(Grant.prefixed(ResourceType.TOPIC, internal, CREATE, READ, WRITE, DESCRIBE_CONFIGS));
        grants.add(new Grant(ResourceType.GROUP, PatternType.LITERAL, topics.applicationId(), List.of(READ)));
        grants.add(Grant.prefixed(ResourceType.TRANSACTIONAL_ID, internal, WRITE, DESCRIBE));
        return grants;
    }

    private static List<Grant> view(TopicCatalogue topics) {
        return List.of(
                Grant.topic(topics.patterns(), DESCRIBE, DESCRIBE_CONFIGS),
                Grant.topic(topics.bodies(), READ, DESCRIBE_CONFIGS),
                Grant.topic(topics.evidenceChangelog(), READ, DESCRIBE_CONFIGS));
    }

    private static List<Grant> ingest(TopicCatalogue topics) {
        List<Grant> grants = new ArrayList<>(publisher(topics));
        grants.set(0, Grant.topic(topics.patterns(), WRITE, DESCRIBE_CONFIGS));
        return grants;
    }

    private static List<Grant> publisher(TopicCatalogue topics) {
        return topics.sources().stream()
                .map(source -> Grant.topic(source, WRITE))
                .toList();
    }
}
