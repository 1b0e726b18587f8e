package dev.credence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * That no dependency falls back behind the version in which something dangerous was mended: not by a change here, and not
 * because another dependency asks for an older one.
 */
class ShippedVersionsTest {
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[\\w.-]*)\\.jar");

    private record Jar(String artifact, String version) {}

    @ParameterizedTest
    @CsvSource({
        "avro, 1.11.4, CVE-2024-47561: a schema runs code",
        "commons-beanutils, 1.11.0, CVE-2025-48734: a property runs code",
        "commons-compress, 1.26.0, CVE-2024-25710: endless loop",
        "commons-io, 2.14.0, CVE-2024-47554: CPU without end",
        "commons-lang3, 3.18.0, CVE-2025-48924: recursion without end",
        "jackson-core, 2.15.0, CVE-2025-52999: nesting without end",
        "jose4j, 0.9.6, CVE-2024-29371: memory by compressed tokens",
        "kafka-clients, 4.3.1, 4.1.0 and 4.3.0 lose or leak",
        "kafka-streams, 4.3.1, 4.1.0 and 4.3.0 lose or leak",
        "logback-core, 1.5.19, CVE-2025-11226: a configuration runs code",
        "lz4-java, 1.11.4, memory beyond the input is read",
        "netty-codec-http, 4.2.8.Final, CVE-2025-67735: requests are smuggled",
        "netty-codec-http2, 4.2.4.Final, CVE-2025-55163: streams reset without end",
        "snakeyaml, 2.0, CVE-2022-1471: a document runs code",
        "snappy-java, 1.1.10.10, CVE-2023-43642 and later: memory without bound",
        "sqlite-jdbc, 3.51.3, a write-ahead log reset corrupts the file",
    })
    void shouldShipNoVersionBelowTheFloorOf(String artifact, String floor, String reason) {
        List<Jar> shipped =
                jars().filter(jar -> jar.artifact().equals(artifact)).toList();

        assertThat(shipped).as(artifact).isNotEmpty();
        assertThat(shipped)
                .as(reason)
                .allSatisfy(
                        jar -> assertThat(Version.parse(jar.version())).isGreaterThanOrEqualTo(Version.parse(floor)));
    }

    private static Stream<Jar> jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> JAR.matcher(Path.of(path).getFileName().toString()))
                .filter(Matcher::matches)
                .map(match -> new Jar(match.group(1), match.group(2)));
    }
}
