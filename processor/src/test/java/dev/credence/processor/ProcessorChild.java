package dev.credence.processor;

import dev.credence.processor.config.ProcessorConfig;
import dev.credence.schemas.topic.TopicCatalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A processor in a JVM of its own, to be killed: broker, registry, prefix, partitions, data directory. */
final class ProcessorChild {
    private ProcessorChild() {}

    /** Starts the child; ends with this process because its standard input does. */
    static Process spawn(ProcessorConfig config, Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx400m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProcessorChild.class.getName(),
                        config.bootstrapServers(),
                        config.registryUrl(),
                        config.topics().prefix(),
                        Integer.toString(config.topics().partitions()),
                        config.dataDir().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Slow to commit, so that a transaction is open when it is killed; the broker ends it after a minute. */
    static ProcessorConfig config(String broker, String registry, TopicCatalogue topics, Path dataDir) {
        return ProcessorConfig.of(broker, registry, topics, dataDir)
                .withWindow(Duration.ofSeconds(20), Duration.ofSeconds(10), 1_000_000);
    }

    public static void main(String[] arguments) throws IOException {
        TopicCatalogue topics = new TopicCatalogue(arguments[2], arguments[2], Integer.parseInt(arguments[3]));
        Processor.start(config(arguments[0], arguments[1], topics, Path.of(arguments[4])), new SimpleMeterRegistry());
        while (System.in.read() >= 0) {
            // Nothing is said; the end of input is the end of the parent.
        }
        Runtime.getRuntime().halt(0);
    }
}
