package dev.credence.cli.secured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Role;
import dev.credence.cli.runtime.Roles;
import dev.credence.embedded.registry.RegistryEndpoint;
import dev.credence.embedded.registry.RegistryOptions;
import dev.credence.storage.PatternRow;
import dev.credence.storage.View;
import dev.credence.storage.ViewNotReadyException;
import dev.credence.storage.ViewReader;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics, publisher, processor with the clients that Streams makes, and view, each over TLS: with the one properties file. */
final class SecuredKafkaIT {
    private static final int USAGE = 2;
    private static final int UNREACHABLE = 3;

    @TempDir
    static Path directory;

    private static SecuredBroker broker;
    private static RegistryEndpoint registry;

    @BeforeAll
    static void start() throws Exception {
        broker = SecuredBroker.start(directory);
        registry = RegistryEndpoint.start(new RegistryOptions(0, directory.resolve("registry.json")));
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
    }

    @Test
    void shouldWorkThroughoutWithACertificate() throws Exception {
        everythingWorks(setup("tls", broker.tlsAddress(), broker.tls()));
    }

    @Test
    void shouldWorkThroughoutWithAPassword() throws Exception {
        everythingWorks(setup("sasl", broker.saslAddress(), broker.sasl(SecuredBroker.USER, SecuredBroker.PASSWORD)));
    }

    @Test
    void shouldSayInOneLineThatThePasswordIsWrong() throws Exception {
        Setup wrong = setup("wrong", broker.saslAddress(), broker.sasl(SecuredBroker.USER, "geheim-2"));

        for (List<String> command : commands(wrong)) {
            Ended ended = run(command);

            assertRefused(command, ended, UNREACHABLE);
            assertThat(ended.output()).contains("Authentication failed").doesNotContain("geheim");
        }
    }

    @Test
    void shouldSayInOneLineThatTheCertificateIsNotTrusted() throws Exception {
        Certificates certificates = new Certificates(directory);
        Map<String, String> kafka = new HashMap<>(broker.sasl(SecuredBroker.USER, SecuredBroker.PASSWORD));
        kafka.put(
                "ssl.truststore.location",
                certificates
                        .trusting("trusts-stranger", certificates.key("stranger"))
                        .toString());
        Setup untrusting = setup("untrusting", broker.saslAddress(), kafka);

        for (List<String> command : commands(untrusting)) {
            Ended ended = run(command);

            assertRefused(command, ended, UNREACHABLE);
            assertThat(ended.output()).contains("certificate");
        }
    }

    @Test
    void shouldSayInOneLineThatThereIsNoTruststore() throws Exception {
        Map<String, String> kafka = new HashMap<>(broker.tls());
        kafka.put("ssl.truststore.location", "/none.p12");
        Setup without = setup("without", broker.tlsAddress(), kafka);

        for (List<String> command : commands(without)) {
            Ended ended = run(command);

            assertRefused(command, ended, USAGE);
            assertThat(ended.output()).contains("/none.p12");
        }
    }

    @Test
    void shouldEndWithWrongUseWhenItMayNotWrite() throws Exception {
        Setup full = setup("unwritten", broker.tlsAddress(), broker.tls());
        assertThat(run(List.of("topics", "create", "--config", full.file().toString()))
                        .exit())
                .isZero();
        Setup reader =
                setup("unwritten", broker.saslAddress(), broker.sasl(SecuredBroker.READER, SecuredBroker.PASSWORD));

        Ended ended = run(List.of(
                "publish",
                "confidence",
                outcome().toString(),
                "--config",
                reader.file().toString()));

        assertThat(ended.output()).startsWith("acked=0 rejected=0\ncredence: stopped: may not publish to ");
        assertThat(ended.exit()).isEqualTo(USAGE);
    }

    private void everythingWorks(Setup setup) throws Exception {
        assertThat(run(List.of("topics", "create", "--config", setup.file().toString())))
                .satisfies(ended -> assertThat(ended.exit()).as(ended.output()).isZero());
        Path patterns = Files.writeString(
                directory.resolve("patterns.jsonl"), "{\"id\":\"p1\",\"type\":\"strategy\",\"content\":\"text\"}\n");
        Path outcomes = Files.writeString(
                directory.resolve("outcomes.jsonl"), "{\"pattern_id\":\"p1\",\"outcome\":\"success\"}\n".repeat(3));
        assertThat(run(List.of(
                                "publish",
                                "patterns",
                                patterns.toString(),
                                "--config",
                                setup.file().toString()))
                        .output())
                .isEqualTo("acked=1 rejected=0\n");
        assertThat(run(List.of(
                                "publish",
                                "confidence",
                                outcomes.toString(),
                                "--bootstrap-server",
                                setup.address(),
                                "--schema-registry",
                                setup.registryUrl(),
                                "--topics-prefix",
                                setup.prefix(),
                                "--command-config",
                                setup.commandConfig().toString()))
                        .output())
                .isEqualTo("acked=3 rejected=0\n");
        Settings settings = setup.settings();
        try (Role role = Roles.processorAndView(settings, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), null);
                ViewReader view = View.openReader(Clients.view(settings))) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(role.failure()).isNull();
                assertThat(find(view, "p1")).hasValueSatisfying(row -> {
                    assertThat(row.body()).isNotNull();
                    assertThat(row.outcomes()).isEqualTo(3);
                });
            });
        }
        System.out.println("topics, publish, processor and view over TLS: " + setup.prefix());
    }

    private static Optional<PatternRow> find(ViewReader view, String id) {
        try {
            return Optional.ofNullable(view.get(id));
        } catch (ViewNotReadyException notYet) {
            return Optional.empty();
        }
    }

    /** One command for each kind of client. */
    private static List<List<String>> commands(Setup setup) throws IOException {
        String file = setup.file().toString();
        return List.of(
                List.of("topics", "describe", "--config", file),
                List.of("publish", "confidence", outcome().toString(), "--config", file),
                List.of("processor", "--config", file),
                List.of("view", "--config", file),
                List.of("up", "--config", file, "--http-port", "0"));
    }

    private static Path outcome() throws IOException {
        return Files.writeString(directory.resolve("some.jsonl"), "{\"pattern_id\":\"p1\",\"outcome\":\"success\"}\n");
    }

    /** One line that says it, beside those that say what is being done, and at once. */
    private static void assertRefused(List<String> command, Ended ended, int exit) {
        List<String> lines = new ArrayList<>(ended.output().lines().toList());
        lines.removeIf(line -> line.contains(": starting; log "));
        assertThat(lines).as(command + " printed " + ended.output()).hasSize(1);
        assertThat(lines.get(0)).startsWith("credence: ");
        assertThat(ended.exit()).as(ended.output()).isEqualTo(exit);
        assertThat(ended.took()).as(command.toString()).isLessThan(Duration.ofSeconds(30));
    }

    private static Setup setup(String prefix, String address, Map<String, String> kafka) {
        return new Setup(directory, prefix, address, registry.url(), kafka);
    }

    private static Ended run(List<String> arguments) throws IOException, InterruptedException {
        return Ended.of(directory, arguments);
    }
}
