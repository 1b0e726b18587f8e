package dev.credence.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerPropertiesTest {
    @TempDir
    private Path log;

    @Test
    void shouldOnlyHaveAShortSessionWhenTheLastBrokerWasKilled() throws IOException {
        assertThat(sessionMs()).isEqualTo(30_000);

        Files.createFile(log.resolve("meta.properties"));
        assertThat(sessionMs()).isEqualTo(1_500);

        Files.createFile(log.resolve(".kafka_cleanshutdown"));
        assertThat(sessionMs()).isEqualTo(30_000);
    }

    private int sessionMs() {
        return Integer.parseInt(
                ServerProperties.of(log, BrokerOptions.in(log), 1).getProperty("broker.session.timeout.ms"));
    }
}
