package dev.credence.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.credence.cli.acl.Grant;
import dev.credence.cli.acl.RoleGrants;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.TopicSpec;
import java.io.PrintWriter;
import java.util.TreeMap;

/** What {@code topics create} would do, and what must be allowed to whom. */
record TopicPlan(TopicCatalogue catalogue, short replicationFactor, String bootstrapServers, String principalPrefix) {

    void print(PrintWriter out) {
        for (TopicSpec topic : catalogue.specs(replicationFactor)) {
            out.println(topic.name() + "  partitions=" + topic.partitions() + " replication-factor="
                    + topic.replicationFactor());
            new TreeMap<>(topic.configs()).forEach((key, value) -> out.println("    " + key + "=" + value));
        }
        out.println();
        out.println("Kafka Streams creates " + catalogue.evidenceChangelog() + " and "
                + catalogue.patternStoreChangelog() + " itself.");
        out.println();
        out.println("ACLs, on a cluster that has an authorizer; whoever runs 'topics create' needs CREATE, DESCRIBE and"
                + " DESCRIBE_CONFIGS on the topics above.");
        RoleGrants.of(catalogue).forEach((role, grants) -> {
            out.println();
            out.println("# " + role + (grants.isEmpty() ? ": none, it reads the view alone" : ""));
            grants.forEach(grant -> out.println(grant.command(bootstrapServers, principalPrefix + role)));
        });
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode topics = json.putArray("topics");
        for (TopicSpec topic : catalogue.specs(replicationFactor)) {
            ObjectNode each = topics.addObject()
                    .put("name", topic.name())
                    .put("partitions", topic.partitions())
                    .put("replication_factor", topic.replicationFactor());
            ObjectNode configs = each.putObject("configs");
            new TreeMap<>(topic.configs()).forEach(configs::put);
        }
        ObjectNode acls = json.putObject("acls");
        RoleGrants.of(catalogue).forEach((role, grants) -> {
            ArrayNode commands = acls.putArray(role);
            for (Grant grant : grants) {
                commands.add(grant.command(bootstrapServers, principalPrefix + role));
            }
        });
        return json;
    }
}
