package dev.credence.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.credence.embedded.DataInUseException;
import dev.credence.embedded.EmbeddedException;
import dev.credence.embedded.PortTakenException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path data;

    @Test
    @Tag("smoke")
    void shouldGoOnWithItsDataWhenStoppedInOrder() throws Exception {
        BrokerOptions options;
        String clusterId;
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.in(data))) {
            options = broker.options();
            clusterId = clusterId(broker);
            createTopic(broker, "t");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(options);
                Admin admin = admin(broker)) {
            assertThat(clusterId(broker)).isEqualTo(clusterId);
            assertThat(admin.listTopics().names().get()).containsExactly("t");
        }
    }

    @Test
    void shouldKeepWhatItAcknowledgedWhenKilled() throws Exception {
        BrokerOptions options;
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.in(data))) {
            options = broker.options();
            createTopic(broker, "t");
            try (Records records = new Records(broker.bootstrapServers())) {
                records.commit("t", "committed");
                records.leaveOpen("t", "hanging");
                broker.kill();
            }
        }
        assertThat(data.resolve("broker.log")).isNotEmptyFile();
        try (EmbeddedBroker broker = EmbeddedBroker.start(options);
                Records records = new Records(broker.bootstrapServers())) {
            records.commit("t", "after");
            assertThat(records.committed("t")).containsExactly("committed", "after");
        }
    }

    /** A coordinator that is loaded, unloaded and loaded again within a second loses groups (Kafka 4.3). */
    @Test
    void shouldLeadItsPartitionsOnceWhenItStartsAfterAKill() throws Exception {
        BrokerOptions options;
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.in(data))) {
            options = broker.options();
            createTopic(broker, "t");
            broker.kill();
        }
        Files.delete(data.resolve("broker.log"));

        try (EmbeddedBroker broker = EmbeddedBroker.start(options)) {
            createTopic(broker, "u");

            assertThat(data.resolve("broker.log"))
                    .content()
                    .contains("Fencing broker 1", "to local leaders")
                    .doesNotContain("DUPLICATE_BROKER_REGISTRATION")
                    .doesNotContainPattern("(?s)to local leaders.*to local followers");
        }
    }

    @Test
    void shouldComeBackAtItsAddressWhenKilledUnderSupervision() throws Exception {
        try (SupervisedBroker broker = SupervisedBroker.start(BrokerOptions.in(data))) {
            long killed = broker.pid();
            String address = broker.bootstrapServers();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            await().atMost(PATIENCE).until(() -> broker.pid() != killed);
            assertThat(broker.bootstrapServers()).isEqualTo(address);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
                assertThat(admin.describeCluster().nodes().get()).hasSize(1);
            }
        }
    }

    @Test
    void shouldTryAgainWhateverKeepsItFromStartingUnderSupervision() throws Exception {
        Iterator<RuntimeException> faults = List.of(
                        new EmbeddedException("told"), new NumberFormatException("of nobody"))
                .iterator();
        AtomicBoolean armed = new AtomicBoolean();
        try (SupervisedBroker broker = SupervisedBroker.start(BrokerOptions.in(data), options -> {
            if (armed.get() && faults.hasNext()) {
                throw faults.next();
            }
            return EmbeddedBroker.start(options);
        })) {
            long killed = broker.pid();
            armed.set(true);
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            await().atMost(PATIENCE).until(() -> broker.pid() != killed);
            assertThat(faults.hasNext()).isFalse();
        }
    }

    @Test
    void shouldDieWithItsParentWhenTheParentIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerParent.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8));
        long pid = Long.parseLong(String.valueOf(answers.readLine()));
        assertThat(ProcessHandle.of(pid)).isPresent();

        parent.destroyForcibly().waitFor();

        await().atMost(PATIENCE).until(() -> ProcessHandle.of(pid).isEmpty());
        EmbeddedBroker.start(BrokerOptions.in(data)).close();
    }

    @Test
    void shouldLeaveCtrlCToItsParent() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.in(data))) {
            new ProcessBuilder("kill", "-INT", Long.toString(broker.pid()))
                    .start()
                    .waitFor();
            createTopic(broker, "t");
            assertThat(broker.isAlive()).isTrue();
        }
    }

    @Test
    void shouldRefuseADirectoryOrAPortThatIsInUse(@TempDir Path other) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.in(data))) {
            assertThatExceptionOfType(DataInUseException.class)
                    .isThrownBy(() -> EmbeddedBroker.start(BrokerOptions.in(data)))
                    .withMessageContaining("process " + broker.pid());
            int port = broker.options().kafkaPort();
            assertThatExceptionOfType(PortTakenException.class)
                    .isThrownBy(() -> EmbeddedBroker.start(new BrokerOptions(other, port)))
                    .withMessageContaining("port " + port)
                    .withMessageContaining("--kafka-port");
            createTopic(broker, "unharmed");
        }
    }

    @Test
    void shouldSayWhyWhenTheBrokerEndsEarly() {
        BrokerOptions wrong = BrokerOptions.in(data).withServer(Map.of("num.io.threads", "none"));

        assertThatExceptionOfType(EmbeddedException.class)
                .isThrownBy(() -> EmbeddedBroker.start(wrong))
                .withMessageContaining("num.io.threads")
                .withMessageContaining("broker.log");
        assertThat(Files.exists(data.resolve("broker.pid"))).isTrue();
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static String clusterId(EmbeddedBroker broker) throws Exception {
        try (Admin admin = admin(broker)) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static void createTopic(EmbeddedBroker broker, String name) throws Exception {
        try (Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }
}
