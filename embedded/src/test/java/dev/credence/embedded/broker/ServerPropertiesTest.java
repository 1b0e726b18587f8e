package dev.credence.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerPropertiesTest {
    @TempDir
    private Path log;

    @Test
    void shouldTellABrokerThatWasKilledFromOneThatEndedInOrder() throws IOException {
        assertThat(ServerProperties.wasKilled(log)).isFalse();

        Files.createFile(log.resolve("meta.properties"));
        assertThat(ServerProperties.wasKilled(log)).isTrue();

        Files.createFile(log.resolve(".kafka_cleanshutdown"));
        assertThat(ServerProperties.wasKilled(log)).isFalse();
    }

    @Test
    void shouldGiveTheDeadAShortSessionOnTheSameControllerAndDataOnly() {
        Properties broker = ServerProperties.of(log, BrokerOptions.in(log), 1234);
        Properties controller = ServerProperties.ofController(broker);

        assertThat(broker).containsEntry("broker.session.timeout.ms", "30000");
        assertThat(controller)
                .containsEntry("broker.session.timeout.ms", "200")
                .containsEntry("process.roles", "controller")
                .containsEntry("listeners", "CONTROLLER://127.0.0.1:1234")
                .containsEntry("log.dirs", log.toString());
    }
}
