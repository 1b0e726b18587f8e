package dev.credence.cli.secured;

import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** An installation of its own in the test's cluster: topics, data directory, properties file. */
record Setup(Path directory, String prefix, String address, String registryUrl, Map<String, String> kafka) {
    /** As an installation has it: {@code kafka.} before Kafka's keys. */
    Path file() {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", address);
        properties.setProperty("schema.registry.url", registryUrl);
        properties.setProperty("data.dir", directory.resolve(prefix).toString());
        properties.setProperty("topics.prefix", prefix);
        properties.setProperty("application.id", prefix);
        properties.setProperty("topics.partitions", "2");
        kafka.forEach((key, value) -> properties.setProperty("kafka." + key, value));
        return store(prefix + ".properties", properties);
    }

    /** As Kafka's tools have it. */
    Path commandConfig() {
        Properties properties = new Properties();
        properties.putAll(kafka);
        return store(prefix + "-client.properties", properties);
    }

    Settings settings() {
        return Settings.resolve(Map.of(), Map.of(), file(), Profile.PRODUCTION);
    }

    private Path store(String name, Properties properties) {
        Path file = directory.resolve(name);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
