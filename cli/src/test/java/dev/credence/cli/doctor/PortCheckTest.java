package dev.credence.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.credence.cli.config.Key;
import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.runtime.Cluster;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortCheckTest {
    @Test
    void shouldKnowAServiceAtAnIpv6Address(@TempDir Path state) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
        server.createContext("/info", exchange -> {
            byte[] info = "{\"name\":\"credence\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, info.length);
            exchange.getResponseBody().write(info);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        try (Patient patient = patient("::1", port, state)) {
            assertThat(new PortCheck().look(patient))
                    .extracting(Finding::cause)
                    .containsExactly(PortCheck.SERVES + "http://[::1]:" + port);
        } finally {
            server.stop(0);
        }
    }

    private static InetAddress loopback() throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[15] = 1;
        return InetAddress.getByAddress("::1", bytes);
    }

    private static Patient patient(String host, int port, Path state) {
        Settings settings = Settings.resolve(
                Map.of(
                        Key.HTTP_HOST, new Setting(host, "test"),
                        Key.HTTP_PORT, new Setting(Integer.toString(port), "test")),
                Map.of(),
                null,
                Profile.PRODUCTION);
        return new Patient(new Cluster(settings), Map.of("XDG_STATE_HOME", state.toString()), InstantSource.system());
    }
}
