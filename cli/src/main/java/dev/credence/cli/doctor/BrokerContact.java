package dev.credence.cli.doctor;

import dev.credence.cli.runtime.Reach;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * The first contact with the brokers.
 *
 * @param nodes as the brokers advertise themselves; empty if none answered
 * @param failure why not, as a finding; its level is {@code OK} if they did
 */
record BrokerContact(List<Node> nodes, Finding failure) {
    /** How a cause begins where nothing listens at all. */
    static final String NOTHING = "no Kafka broker is to be found";

    private static final String NAME = "broker";
    private static final int PATIENCE_MS = 5_000;

    static BrokerContact make(Patient patient) {
        String servers = patient.cluster().bootstrapServers();
        String nothing = Reach.problemOfAll(servers);
        if (nothing != null) {
            return failed(
                    NOTHING + " at " + servers + ": " + nothing,
                    "start one with 'credence up', or name yours with --bootstrap-server");
        }
        try {
            Collection<Node> nodes = patient.admin().describeCluster().nodes().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            return new BrokerContact(List.copyOf(nodes), Finding.ok(NAME, nodes.size() + " at " + servers));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("interrupted", "");
        } catch (TimeoutException e) {
            return noKafka(servers, "no answer within " + PATIENCE_MS / 1000 + " s");
        } catch (ExecutionException | KafkaException e) {
            return explained(servers, Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    boolean answers() {
        return failure.level() == Finding.Level.OK;
    }

    private static BrokerContact explained(String servers, Throwable cause) {
        if (cause instanceof ConfigException) {
            return failed(
                    "no Kafka client can be made of these settings: " + cause.getMessage(),
                    "mend the keys under kafka. or in --command-config FILE; 'credence config show' tells where each is set");
        }
        if (cause instanceof AuthenticationException) {
            return failed(
                    "the brokers at " + servers + " do not let this user in: " + cause.getMessage(),
                    "give the credentials: kafka.* in the settings, or --command-config FILE");
        }
        if (cause instanceof AuthorizationException) {
            return failed(
                    "this user may not do what is needed at " + servers + ": " + cause.getMessage(),
                    "'credence topics create --dry-run' prints the ACLs that each role needs");
        }
        if (cause instanceof UnsupportedVersionException) {
            return failed(
                    "the broker at " + servers + " is too old: " + cause.getMessage(),
                    "upgrade it: exactly-once as used here needs 2.5, and Credence is tested with 4.3");
        }
        return noKafka(servers, String.valueOf(cause.getMessage()));
    }

    private static BrokerContact noKafka(String servers, String why) {
        return failed(
                "something listens at " + servers + " but does not answer as a Kafka broker without TLS does (" + why
                        + ")",
                "check the port; for a TLS or SASL listener set security.protocol (--command-config FILE)");
    }

    private static BrokerContact failed(String cause, String remedy) {
        return new BrokerContact(List.of(), Finding.fail(NAME, cause, remedy));
    }
}
