package dev.credence.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.credence.embedded.EmbeddedException;
import dev.credence.embedded.Loopback;
import dev.credence.embedded.NewerDataException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerDirectoryTest {
    @TempDir
    private Path data;

    @Test
    void shouldRefuseDataOfANewerKafka() throws IOException {
        Files.writeString(data.resolve("kafka.version"), "99.1.0");

        assertThatExceptionOfType(NewerDataException.class)
                .isThrownBy(() -> BrokerDirectory.take(data))
                .withMessageContaining("99.1.0")
                .withMessageContaining("--data");
        assertThat(data.resolve("kafka.version")).hasContent("99.1.0");
    }

    @Test
    void shouldTakeDataOfAnOlderKafkaAndOfAnotherPatch() throws IOException {
        for (String version : new String[] {"3.9.1", "4.3.0", "4.3.99"}) {
            Files.writeString(data.resolve("kafka.version"), version);
            BrokerDirectory.take(data).close();
        }
    }

    @Test
    void shouldRememberTheControllerPortUntilSomebodyElseTakesIt() throws IOException {
        try (BrokerDirectory directory = BrokerDirectory.take(data)) {
            int port = directory.controllerPort();
            assertThat(directory.controllerPort()).isEqualTo(port);
            try (ServerSocket taken = new ServerSocket(port, 1, Loopback.address())) {
                assertThat(directory.controllerPort()).isNotEqualTo(taken.getLocalPort());
            }
        }
    }

    @Test
    void shouldNotWaitForAStrangerWithARecycledPid() throws IOException {
        Files.writeString(
                data.resolve("broker.pid"),
                Long.toString(ProcessHandle.current().pid()));

        BrokerDirectory.take(data).close();
    }

    @Test
    void shouldForgetNumbersThatCannotBeRead() throws IOException {
        for (String damaged : new String[] {"12x", "\0\0\0\0", "-1", "70000", "99999999999999999999"}) {
            Files.writeString(data.resolve("broker.pid"), damaged);
            Files.writeString(data.resolve("controller.port"), damaged);

            try (BrokerDirectory directory = BrokerDirectory.take(data)) {
                int port = directory.controllerPort();
                assertThat(port).isBetween(1, 65_535);
                assertThat(data.resolve("controller.port")).hasContent(Integer.toString(port));
            }
        }
        for (String damaged : new String[] {"", ".", "-", "99999999999.1"}) {
            Files.writeString(data.resolve("kafka.version"), damaged);
            BrokerDirectory.take(data).close();
        }
    }

    @Test
    void shouldNameTheDirectoryWhenItIsAFile() throws IOException {
        Path file = Files.createFile(data.resolve("file"));

        assertThatExceptionOfType(EmbeddedException.class)
                .isThrownBy(() -> BrokerDirectory.take(file))
                .withMessageContaining(file.toString())
                .withMessageContaining("--data");
    }
}
