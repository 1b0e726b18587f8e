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

/**
 * A broker with a listener for clients that have a certificate, and one for clients that have a password, both over TLS.
 * The plain one is for the broker itself; no test uses it.
 */
final class SecuredBroker implements AutoCloseable {
    static final String USER = "credence";
    static final String PASSWORD = "geheim-1";

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
                        Map.entry("listener.name.tls.ssl.client.auth", "required"),
                        Map.entry("listener.name.password.sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                        Map.entry(
                                "listener.name.password.scram-sha-512.sasl.jaas.config",
                                "org.apache.kafka.common.security.scram.ScramLoginModule required;"))));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD)))
                    .all()
                    .get();
        }
        return new SecuredBroker(
                broker, certificates.trusting("trusts-server", serverKey), clientKey, tls.port(), sasl.port());
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
    Map<String, String> sasl(String password) {
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
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + USER + "\" password=\""
                        + password + "\";");
    }

    @Override
    public void close() {
        broker.close();
    }
}
