package dev.credence.bench.chaos;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/** The processor is away for so long that the broker has forgotten its group and how far it had read. */
final class ForgottenOffsets implements Ordeal {
    private static final long EMPTY_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);

    @Override
    public String name() {
        return "offsets forgotten";
    }

    @Override
    public double inflict(Scene scene, int round) throws Exception {
        World world = scene.world();
        if (round % 2 == 0) {
            world.end(Part.PROCESSOR);
        } else {
            world.kill(Part.PROCESSOR);
        }
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, world.bootstrapServers()))) {
            deleteGroup(admin, world.topics().applicationId());
        }
        long began = System.nanoTime();
        world.start(Part.PROCESSOR);
        return scene.untilReadable(began);
    }

    /** What the broker does when a group was empty for {@code offsets.retention.minutes}. */
    private static void deleteGroup(Admin admin, String group) throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + EMPTY_WITHIN_NANOS;
        while (true) {
            try {
                admin.deleteConsumerGroups(List.of(group)).all().get();
                return;
            } catch (ExecutionException refused) {
                // Who was killed is a member until its session ends.
                if (!(refused.getCause() instanceof GroupNotEmptyException) || System.nanoTime() > deadline) {
                    throw refused;
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }
}
