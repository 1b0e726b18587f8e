package dev.credence.cli.runtime;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.ForwardingAdmin;

/**
 * An admin client whose end does not wait for answers. Kafka's asks for the broker's versions with an hour's patience and
 * waits for that when it is closed: a command would hang where something listens that never answers.
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
