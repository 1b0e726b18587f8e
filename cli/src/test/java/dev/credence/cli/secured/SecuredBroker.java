package dev.credence.cli.secured;

import dev.credence.embedded.Loopback;
import dev.credence.embedded.broker.BrokerOptions;
import dev.credence.embedded.broker.EmbeddedBroker;
import dev.credence.embedded.broker.Listener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker with a listener for clients that have a certificate, and one for clients that have a password, both over TLS.
 * The plain one is for the broker itself; no test uses it. Everybody may do everything but {@link #READER}.
 */
final class SecuredBroker implements AutoCloseable {
    static final String USER = "credence";
    static final String PASSWORD = "geheim-1";

    /** May read every topic and write none. */
    static final String READER = "reader";

    private final EmbeddedBroker broker;
    private final Path serverTrusted;
    private final Path clientKey;
    private final int tlsPort;
    private final int saslPort;

    private SecuredBroker(EmbeddedBroker broker, Path serverTrusted, Path clientKey, int tlsPort, int saslPort) {
        this.broker = broker;
        this.serverTrusted = serverTrusted;
        this.clientKey = clientKey;
        this.tlsPort = tlsPort;
        this.saslPort = saslPort;
    }

    static SecuredBroker start(Path directory) throws Exception {
        Certificates certificates = new Certificates(directory);
        Path serverKey = certificates.key("server");
        Path clientKey = certificates.key("client");
        Listener tls = new Listener("TLS", "SSL", Loopback.freePort());
        Listener sasl = new Listener("PASSWORD", "SASL_SSL", Loopback.freePort());
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.in(directory.resolve("kafka"))
                .withListeners(List.of(tls, sasl))
                .withServer(Map.ofEntries(
                        Map.entry("ssl.keystore.location", serverKey.toString()),
                        Map.entry("ssl.keystore.password", Certificates.PASSWORD),
                        Map.entry("ssl.key.password", Certificates.PASSWORD),
                        Map.entry(
                                "ssl.truststore.location",
                                certificates
                                        .trusting("trusts-client", clientKey)
                                        .toString()),
                        Map.entry("ssl.truststore.password", Certificates.PASSWORD),
                        Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                        Map.entry("super.users", "User:ANONYMOUS;User:CN=client;User:" + USER),
                        Map.entry("listener.name.tls.ssl.client.auth", "required"),
                        Map.entry("listener.name.password.sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                        Map.entry(
                                "listener.name.password.scram-sha-512.sasl.jaas.config",
                                "org.apache.kafka.common.security.scram.ScramLoginModule required;"))));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.alterUserScramCredentials(List.of(credential(USER), credential(READER)))
                    .all()
                    .get();
            admin.createAcls(List.of(mayOfTopics(AclOperation.READ), mayOfTopics(AclOperation.DESCRIBE_CONFIGS)))
                    .all()
                    .get();
        }
        return new SecuredBroker(
                broker, certificates.trusting("trusts-server", serverKey), clientKey, tls.port(), sasl.port());
    }

    private static UserScramCredentialUpsertion credential(String user) {
        return new UserScramCredentialUpsertion(
                user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD);
    }

    private static AclBinding mayOfTopics(AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, ResourcePattern.WILDCARD_RESOURCE, PatternType.LITERAL),
                new AccessControlEntry("User:" + READER, "*", operation, AclPermissionType.ALLOW));
    }

    /** Where clients that have a certificate connect. */
    String tlsAddress() {
        return Loopback.HOST + ":" + tlsPort;
    }

    /** Where clients that have a password connect. */
    String saslAddress() {
        return Loopback.HOST + ":" + saslPort;
    }

    /** Kafka's keys for the former. */
    Map<String, String> tls() {
        return Map.of(
                "security.protocol",
                "SSL",
                "ssl.truststore.location",
                serverTrusted.toString(),
                "ssl.truststore.password",
                Certificates.PASSWORD,
                "ssl.keystore.location",
                clientKey.toString(),
                "ssl.keystore.password",
                Certificates.PASSWORD,
                "ssl.key.password",
                Certificates.PASSWORD);
    }

    /** Kafka's keys for the latter. */
    Map<String, String> sasl(String user, String password) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "ssl.truststore.location",
                serverTrusted.toString(),
                "ssl.truststore.password",
                Certificates.PASSWORD,
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";");
    }

    @Override
    public void close() {
        broker.close();
    }
}
