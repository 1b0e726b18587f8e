package dev.credence.testkit;

import dev.credence.embedded.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Apicurio's registry in a child JVM, in memory, on a free port; it ends when this process does. */
final class ApicurioServer implements AutoCloseable {
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    /** Where the build has unpacked it. */
    private static final String HOME = "credence.test.apicurio";

    /** However the parent ends, the pipe that it never writes to closes, and the shell ends the server. */
    private static final String GUARD =
            "trap '' INT HUP; \"$0\" \"$@\" </dev/null & server=$!; read -r end; kill -KILL $server; wait $server";

    private final Process guard;
    private final String url;

    private ApicurioServer(Process guard, String url) {
        this.guard = guard;
        this.url = url;
    }

    /** @param directory for its log */
    static ApicurioServer start(Path directory) {
        int port = Loopback.freePort();
        Path log = directory.resolve("apicurio.log");
        ProcessBuilder builder = new ProcessBuilder(command(port))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        try {
            ApicurioServer server =
                    new ApicurioServer(builder.start(), "http://" + Loopback.HOST + ":" + port + "/apis/ccompat/v7");
            server.awaitAnswer(log);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Apicurio's registry did not start", e);
        }
    }

    private static List<String> command(int port) {
        return List.of(
                "/bin/sh",
                "-c",
                GUARD,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=" + Loopback.HOST,
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.otel.sdk.disabled=true",
                "-jar",
                runner().toString());
    }

    private static Path runner() {
        String home = System.getProperty(HOME);
        if (home == null) {
            throw new AssertionError("-D" + HOME + " must name the directory that Apicurio's registry is unpacked in:"
                    + " testkit/target/apicurio after a build");
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(home), "apicurio-registry-app-*.jar")) {
            return jars.iterator().next().toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(home + " does not hold Apicurio's registry; build testkit again", e);
        }
    }

    private void awaitAnswer(Path log) throws IOException {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest subjects =
                HttpRequest.newBuilder(URI.create(url + "/subjects")).build();
        Awaitility.await()
                .atMost(START_WITHIN)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> !guard.isAlive()
                        || client.send(subjects, HttpResponse.BodyHandlers.discarding())
                                        .statusCode()
                                == 200);
        if (!guard.isAlive()) {
            throw new AssertionError("Apicurio's registry ended early:\n" + Files.readString(log));
        }
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
            if (!guard.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("Apicurio's registry did not end within " + STOP_WITHIN);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while Apicurio's registry was ending", e);
        }
    }
}
