package dev.credence.processor.config;

import dev.credence.core.codec.CodecConfig;
import dev.credence.core.evidence.HalfLives;
import dev.credence.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How the processor runs.
 *
 * @param kafka settings of all Kafka clients, such as security; a prefix {@code producer.}, {@code consumer.},
 *     {@code admin.} or {@code streams.} limits one to those
 * @param registry settings of the schema registry's client
 * @param window the longest time between two commits
 * @param idle how long the input must have run dry for a commit before that
 * @param batchMaxEvents how many records close a batch before that
 * @param cacheRows how many evidence rows a task keeps decoded
 * @param rocksDb keep the stores on disk instead of in memory
 * @param dataDir of this host; state and the instance's name are kept in it
 * @param threads stream threads
 * @param codec how bodies are encoded
 */
public record ProcessorConfig(
        String bootstrapServers,
        Map<String, String> kafka,
        String registryUrl,
        Map<String, String> registry,
        TopicCatalogue topics,
        HalfLives halfLives,
        Duration window,
        Duration idle,
        int batchMaxEvents,
        int cacheRows,
        boolean rocksDb,
        Path dataDir,
        int threads,
        CodecConfig codec) {

    private static final Duration MAX_WINDOW = Duration.ofMinutes(1);

    public ProcessorConfig {
        kafka = Map.copyOf(kafka);
        registry = Map.copyOf(registry);
        dataDir = dataDir.toAbsolutePath().normalize();
        requireBetween("window.ms", window.toMillis(), 10, MAX_WINDOW.toMillis());
        requireBetween("window.idle.ms", idle.toMillis(), 1, window.toMillis());
        requireBetween("batch.max.events", batchMaxEvents, 1, Integer.MAX_VALUE);
        requireBetween("evidence.cache.rows", cacheRows, 1, Integer.MAX_VALUE);
        requireBetween("the number of stream threads", threads, 1, 1_000);
    }

    /** The defaults of the configuration reference, for a broker and a registry. */
    public static ProcessorConfig of(String bootstrapServers, String registryUrl, TopicCatalogue topics, Path dataDir) {
        return new ProcessorConfig(
                bootstrapServers,
                Map.of(),
                registryUrl,
                Map.of(),
                topics,
                HalfLives.DEFAULT,
                Duration.ofMillis(1000),
                Duration.ofMillis(20),
                1_000_000,
                200_000,
                false,
                dataDir,
                2,
                CodecConfig.DEFAULT);
    }

    /** The same with other half-lives. */
    public ProcessorConfig withHalfLives(HalfLives other) {
        return new ProcessorConfig(
                bootstrapServers,
                kafka,
                registryUrl,
                registry,
                topics,
                other,
                window,
                idle,
                batchMaxEvents,
                cacheRows,
                rocksDb,
                dataDir,
                threads,
                codec);
    }

    /** The same with other windows. */
    public ProcessorConfig withWindow(Duration otherWindow, Duration otherIdle, int otherMaxEvents) {
        return new ProcessorConfig(
                bootstrapServers,
                kafka,
                registryUrl,
                registry,
                topics,
                halfLives,
                otherWindow,
                otherIdle,
                otherMaxEvents,
                cacheRows,
                rocksDb,
                dataDir,
                threads,
                codec);
    }

    /** The same with another store and cache. */
    public ProcessorConfig withStore(boolean onDisk, int otherCacheRows) {
        return new ProcessorConfig(
                bootstrapServers,
                kafka,
                registryUrl,
                registry,
                topics,
                halfLives,
                window,
                idle,
                batchMaxEvents,
                otherCacheRows,
                onDisk,
                dataDir,
                threads,
                codec);
    }

    /** The same with other settings of the Kafka clients. */
    public ProcessorConfig withKafka(Map<String, String> other) {
        return new ProcessorConfig(
                bootstrapServers,
                other,
                registryUrl,
                registry,
                topics,
                halfLives,
                window,
                idle,
                batchMaxEvents,
                cacheRows,
                rocksDb,
                dataDir,
                threads,
                codec);
    }

    /** The same with another way to encode bodies. */
    public ProcessorConfig withCodec(CodecConfig other) {
        return new ProcessorConfig(
                bootstrapServers,
                kafka,
                registryUrl,
                registry,
                topics,
                halfLives,
                window,
                idle,
                batchMaxEvents,
                cacheRows,
                rocksDb,
                dataDir,
                threads,
                other);
    }

    private static void requireBetween(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " must be " + least + " to " + most + ", was " + value);
        }
    }
}
