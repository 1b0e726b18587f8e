package dev.credence.schemas.topic;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.DELETE_RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_MS_CONFIG;

import dev.credence.core.rules.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of each kind of topic.
 *
 * <p>All take the broker's time. Event topics because it is the clock that events are judged by; the others because
 * Streams stamps what it sends with the source's extracted time, which for priority events is moved decades back, and
 * retention, compaction and the broker's own check of timestamps would act on that.
 */
public final class TopicSettings {
    /** Room for key, headers and batch header beside a value of the largest size. */
    public static final int OVERHEAD_BYTES = 64 << 10;

    static final String LOG_APPEND_TIME = "LogAppendTime";

    private TopicSettings() {}

    static Map<String, String> event(short replicationFactor) {
        return kept(replicationFactor, Limits.INPUT_BYTES);
    }

    static Map<String, String> deadLetter(short replicationFactor) {
        return kept(replicationFactor, Limits.OUTPUT_BYTES);
    }

    static Map<String, String> bodies(short replicationFactor) {
        Map<String, String> settings = base(replicationFactor, Limits.OUTPUT_BYTES);
        settings.putAll(compacted());
        return settings;
    }

    /**
     * What makes a compacted topic compact soon enough that reading it from the start stays cheap: Kafka's own defaults
     * leave a gigabyte or a week uncompacted. For changelogs, too.
     */
    public static Map<String, String> compacted() {
        Map<String, String> settings = new TreeMap<>();
        settings.put(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT);
        settings.put(MESSAGE_TIMESTAMP_TYPE_CONFIG, LOG_APPEND_TIME);
        settings.put(SEGMENT_BYTES_CONFIG, Integer.toString(64 << 20));
        settings.put(SEGMENT_MS_CONFIG, ms(Duration.ofMinutes(10)));
        settings.put(MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.2");
        settings.put(MAX_COMPACTION_LAG_MS_CONFIG, ms(Duration.ofMinutes(30)));
        settings.put(DELETE_RETENTION_MS_CONFIG, ms(Duration.ofDays(7)));
        return settings;
    }

    private static Map<String, String> kept(short replicationFactor, int valueBytes) {
        Map<String, String> settings = base(replicationFactor, valueBytes);
        settings.put(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE);
        settings.put(RETENTION_MS_CONFIG, "-1");
        settings.put(RETENTION_BYTES_CONFIG, "-1");
        return settings;
    }

    private static Map<String, String> base(short replicationFactor, int valueBytes) {
        Map<String, String> settings = new TreeMap<>();
        settings.put(MESSAGE_TIMESTAMP_TYPE_CONFIG, LOG_APPEND_TIME);
        settings.put(MAX_MESSAGE_BYTES_CONFIG, Integer.toString(valueBytes + OVERHEAD_BYTES));
        settings.put(MIN_IN_SYNC_REPLICAS_CONFIG, replicationFactor >= 3 ? "2" : "1");
        return settings;
    }

    private static String ms(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
