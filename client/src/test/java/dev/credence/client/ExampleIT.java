package dev.credence.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example, as an agent would run it: a program of its own. */
@WithKafka
final class ExampleIT {
    /** What an agent over HTTP has no use for. */
    private static final List<String> NOT_OVER_HTTP = List.of(
            "kafka-clients",
            "kafka-streams",
            "rocksdb",
            "sqlite",
            "vertx",
            "netty",
            "caffeine",
            "avro",
            "processor",
            "embedded",
            "testkit");

    @Test
    void shouldRunOverHttpWithoutKafkaOrSqliteOnTheClassPath(KafkaCluster cluster, @TempDir Path directory)
            throws Exception {
        RunningStack stack = new RunningStack(cluster, directory);
        try {
            Process agent = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-cp",
                            classPath(),
                            "../examples/Agent.java",
                            stack.url())
                    .redirectErrorStream(true)
                    .start();
            String said = text(agent);

            assertThat(agent.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said).contains("0.6667 that: Read the error before the code.");
            assertThat(agent.exitValue()).isZero();
        } finally {
            stack.stop();
        }
    }

    @Test
    void shouldStandInTheDocsAsItIs() throws IOException {
        String example = Files.readString(Path.of("../examples/Agent.java"));

        assertThat(Files.readString(Path.of("../docs/client.md"))).contains(example.strip());
    }

    private static String text(Process agent) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        agent.getInputStream().transferTo(text);
        return text.toString(StandardCharsets.UTF_8);
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> NOT_OVER_HTTP.stream().noneMatch(entry::contains))
                .reduce((one, other) -> one + File.pathSeparator + other)
                .orElseThrow();
    }
}
