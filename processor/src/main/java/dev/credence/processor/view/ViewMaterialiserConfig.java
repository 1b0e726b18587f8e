package dev.credence.processor.view;

import dev.credence.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.Map;

/**
 * What the view writer follows, and how.
 *
 * @param kafka Kafka's own keys for the consumer and the admin client, those for the latter alone with {@code admin.}
 *     before them; what exactness rests on cannot be changed here
 * @param batchRows records that are taken at a time; what is complete then is one transaction, but in a catch-up
 * @param catchUpRecords records that a catch-up folds into one transaction at most
 * @param catchUpWait how long a catch-up gathers at most before it commits
 * @param catchUpFrom records behind from which the view counts as catching up; below, whatever is complete is committed
 *     at once
 * @param probeInterval how often the log's ends and the topics' ids are asked for
 * @param scrubInterval how often every row of the view is looked at, besides once after the start; 0: never
 */
public record ViewMaterialiserConfig(
        String bootstrapServers,
        Map<String, String> kafka,
        TopicCatalogue topics,
        int batchRows,
        int catchUpRecords,
        Duration catchUpWait,
        int catchUpFrom,
        Duration probeInterval,
        Duration scrubInterval) {

    public ViewMaterialiserConfig {
        kafka = Map.copyOf(kafka);
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrap.servers must name a broker, was empty");
        }
        if (batchRows < 1) {
            throw new IllegalArgumentException("view.batch.rows must be at least 1, was " + batchRows);
        }
        if (probeInterval.isNegative() || probeInterval.isZero()) {
            throw new IllegalArgumentException("the probe interval must be > 0, was " + probeInterval);
        }
        if (scrubInterval.isNegative()) {
            throw new IllegalArgumentException("view.scrub.interval must be >= 0, was " + scrubInterval);
        }
        new CommitPolicy(catchUpRecords, catchUpWait, catchUpFrom);
    }

    /** The defaults, for the topics of {@code topics}. */
    public static ViewMaterialiserConfig of(String bootstrapServers, Map<String, String> kafka, TopicCatalogue topics) {
        return new ViewMaterialiserConfig(
                bootstrapServers,
                kafka,
                topics,
                1_000,
                1_000_000,
                Duration.ofSeconds(5),
                200_000,
                Duration.ofSeconds(1),
                Duration.ofHours(1));
    }

    /** The same, taking so many records at a time. */
    public ViewMaterialiserConfig withBatchRows(int rows) {
        return new ViewMaterialiserConfig(
                bootstrapServers,
                kafka,
                topics,
                rows,
                catchUpRecords,
                catchUpWait,
                catchUpFrom,
                probeInterval,
                scrubInterval);
    }

    /** The same, looking through the view so often. */
    public ViewMaterialiserConfig withScrubInterval(Duration interval) {
        return new ViewMaterialiserConfig(
                bootstrapServers,
                kafka,
                topics,
                batchRows,
                catchUpRecords,
                catchUpWait,
                catchUpFrom,
                probeInterval,
                interval);
    }

    CommitPolicy policy() {
        return new CommitPolicy(catchUpRecords, catchUpWait, catchUpFrom);
    }
}
