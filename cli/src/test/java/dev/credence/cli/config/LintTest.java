package dev.credence.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LintTest {
    @TempDir
    Path directory;

    @Test
    void shouldFindEverythingAtOnce() throws IOException {
        List<Problem> found = lint("""
                half.life=1d
                halflife=2d
                window.ms=soon
                kafka.processing.guarantee=at_least_once
                kafka.producer.lingre.ms=5
                half.life=3d
                """);

        assertThat(found)
                .extracting(Problem::line, Problem::error, Problem::text)
                .containsExactly(
                        tuple(2, true, "unknown key 'halflife'; the nearest is 'half.life'"),
                        tuple(
                                3,
                                true,
                                "window.ms must be milliseconds, or a duration such as 500ms or 30s, was 'soon'"),
                        tuple(
                                4,
                                true,
                                "kafka.processing.guarantee is fixed to exactly_once_v2, because without it events are"
                                        + " lost or counted twice: remove it (was 'at_least_once')"),
                        tuple(
                                5,
                                false,
                                "kafka.producer.lingre.ms is no key that Kafka knows; the nearest is"
                                        + " 'kafka.producer.linger.ms'"),
                        tuple(6, false, "half.life is set in line 1 already; this line counts"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http.host=0.0.0.0;http.auth=none           | 2 | whoever reaches the port reads and writes",
                "http.host=0.0.0.0                          | 1 | a role that listens will not start",
                "window.ms=30000                            | 1 | outcomes may be unreadable for that long",
                "window.ms=20                               | 1 | commits are at least 50 ms apart",
                "cache.l1.entries=20000                     | 1 | the second level finds nothing more",
                "cache.l2.bytes=2GB                         | 1 | MB of heap together",
                "db.pool.size=50                            | 0 | taken by each of db.pool.size connections",
                "db.synchronous=off                         | 1 | a power loss may take the view",
                "db.mmap.bytes=1GB                          | 1 | an I/O error while reading ends the process",
                "data.dir=/tmp/x                            | 1 | is in /tmp, which is emptied",
                "kafka.security.protocol=SASL_PLAINTEXT     | 1 | can be read on the way",
                "kafka.sasl.mechanism=PLAIN                 | 1 | of no use, because kafka.security.protocol is PLAINTEXT",
                "kafka.security.protocol=SASL_PLAINTEXT;kafka.ssl.truststore.location=/x | 2 | of no use",
                "kafka.security.protocol=SSL;kafka.ssl.endpoint.identification.algorithm= | 2 | is taken for the broker's",
                "schema.registry.basic.auth.user.info=a:b   | 1 | is sent in the clear",
            })
    void shouldWarnOfWhatMaySurprise(String lines, int line, String text) throws IOException {
        assertThat(lint(lines.replace(';', '\n')))
                .filteredOn(problem -> problem.text().contains(text))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.error()).isFalse();
                    assertThat(problem.line()).isEqualTo(line);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schema.registry.use.latest.version=true                  | 1 | set schema.registry.auto.register.schemas=false",
                "half.life=7d;schema.registry.auto.register.schemas=no    | 2 | must be true or false, was 'no'",
                "schema.registry.auto.register.schema=false               | 1 | the nearest is schema.registry.auto.register.schemas",
                "schema.registry.use.schema.id=5                          | 1 | cannot be used",
            })
    void shouldRefuseWhatTheRegistrysClientWouldRefuse(String lines, int line, String text) throws IOException {
        assertThat(lint(lines.replace(';', '\n'))).singleElement().satisfies(problem -> {
            assertThat(problem.text()).contains(text);
            assertThat(problem.error()).isTrue();
            assertThat(problem.line()).isEqualTo(line);
        });
    }

    @Test
    void shouldWarnWhenEverybodyMayReadASecret() throws IOException {
        Path file = write("kafka.security.protocol=SSL\nkafka.ssl.truststore.password=geheim\n");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(Lint.of(file, Profile.PRODUCTION)).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.text()).endsWith("everybody may read the file: chmod 600");
        });
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(Lint.of(file, Profile.PRODUCTION)).isEmpty();
    }

    @Test
    void shouldFindNothingInAGoodFile() throws IOException {
        assertThat(lint("""
                # all is well
                half.life=7d
                kafka.producer.linger.ms=10
                kafka.streams.num.standby.replicas=1
                kafka.streams.main.consumer.max.poll.records=100
                kafka.streams.topic.min.insync.replicas=2
                schema.registry.http.read.timeout.ms=4000
                schema.registry.sasl.mechanism=PLAIN
                """)).isEmpty();
    }

    private List<Problem> lint(String text) throws IOException {
        return Lint.of(write(text), Profile.PRODUCTION);
    }

    private Path write(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("a.properties"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }
}
