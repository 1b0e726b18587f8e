package dev.credence.cli.runtime;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.ForwardingAdmin;

/**
 * An admin client whose end does not wait for answers. Kafka's waits for every call that is under way, and was seen to wait
 * on when all had timed out, where something listens that is no broker: a command would hang after its last word.
 */
final class BriefAdmin extends ForwardingAdmin {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    BriefAdmin(Map<String, Object> properties) {
        super(properties);
    }

    @Override
    public void close(Duration timeout) {
        super.close(timeout.compareTo(PATIENCE) < 0 ? timeout : PATIENCE);
    }
}
