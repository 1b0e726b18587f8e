package dev.credence.cli.acl;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Operations allowed on one resource.
 *
 * @param pattern {@code LITERAL}: that name; {@code PREFIXED}: every name that begins with it
 */
public record Grant(ResourceType type, PatternType pattern, String name, List<AclOperation> operations) {
    private static final String ANYWHERE = "*";

    public Grant {
        operations = List.copyOf(operations);
    }

    static Grant topic(String name, AclOperation... operations) {
        return new Grant(ResourceType.TOPIC, PatternType.LITERAL, name, List.of(operations));
    }

    static Grant prefixed(ResourceType type, String prefix, AclOperation... operations) {
        return new Grant(type, PatternType.PREFIXED, prefix, List.of(operations));
    }

    /** The command of Kafka's own tool that allows it. */
    public String command(String bootstrapServers, String principal) {
        String allowed = operations.stream()
                .map(operation -> " --operation " + camelCase(operation))
                .collect(Collectors.joining());
        return "kafka-acls.sh --bootstrap-server " + bootstrapServers + " --add --allow-principal '" + principal + "'"
                + allowed + resource()
                + (pattern == PatternType.PREFIXED ? " --resource-pattern-type prefixed" : "");
    }

    /** The same for an admin client. */
    public List<AclBinding> bindings(String principal) {
        ResourcePattern resource = new ResourcePattern(type, name, pattern);
        return operations.stream()
                .map(operation -> new AclBinding(
                        resource, new AccessControlEntry(principal, ANYWHERE, operation, AclPermissionType.ALLOW)))
                .toList();
    }

    private String resource() {
        return switch (type) {
            case TOPIC -> " --topic '" + name + "'";
            case GROUP -> " --group '" + name + "'";
            case TRANSACTIONAL_ID -> " --transactional-id '" + name + "'";
            default -> throw new IllegalStateException("no role needs a " + type);
        };
    }

    private static String camelCase(AclOperation operation) {
        StringBuilder text = new StringBuilder();
        for (String word : operation.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            text.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return text.toString();
    }
}
