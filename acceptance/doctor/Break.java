import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** Breaks one thing of a cluster; run as a source file: {@code Break BOOTSTRAP config|partitions|delete|offsets ARGUMENT…}. */
public final class Break {
    public static void main(String[] arguments) throws Exception {
        String name = arguments[2];
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", arguments[0]))) {
            switch (arguments[1]) {
                case "config" -> config(admin, name, arguments[3], arguments[4]);
                case "partitions" -> admin.createPartitions(
                                Map.of(name, NewPartitions.increaseTo(Integer.parseInt(arguments[3]))))
                        .all()
                        .get();
                case "delete" -> admin.deleteTopics(List.of(name)).all().get();
                case "offsets" -> offsets(admin, name);
                default -> throw new IllegalArgumentException(arguments[1]);
            }
        }
    }

    private static void config(Admin admin, String topic, String key, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
    }

    /** As if they had expired: the group has no members any more. */
    private static void offsets(Admin admin, String group) throws Exception {
        Set<TopicPartition> known = new HashSet<>(admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .keySet());
        for (int attempt = 0; ; attempt++) {
            try {
                admin.deleteConsumerGroupOffsets(group, known).all().get();
                return;
            } catch (java.util.concurrent.ExecutionException stillAMember) {
                if (attempt == 60) {
                    throw stillAMember;
                }
                Thread.sleep(500);
            }
        }
    }
}
