package dev.credence.schemas.registry;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Under which subjects a topic's schema stands. {@code <topic>-value} is a contract and always one of them; another
 * strategy of Confluent's adds the subject where its programs look.
 */
enum SubjectNames {
    TopicNameStrategy {
        @Override
        String additional(String topic, Schema schema) {
            return topic + "-value";
        }
    },
    RecordNameStrategy {
        @Override
        String additional(String topic, Schema schema) {
            return schema.getFullName();
        }
    },
    TopicRecordNameStrategy {
        @Override
        String additional(String topic, Schema schema) {
            return topic + "-" + schema.getFullName();
        }
    };

    private static final String PACKAGE = "io.confluent.kafka.serializers.subject.";

    abstract String additional(String topic, Schema schema);

    Set<String> of(String topic, Schema schema) {
        Set<String> subjects = new LinkedHashSet<>();
        subjects.add(TopicNameStrategy.additional(topic, schema));
        subjects.add(additional(topic, schema));
        return subjects;
    }

    /** @throws IllegalArgumentException if it is not one of these, by Confluent's class name */
    static SubjectNames parse(String key, String value) {
        return Arrays.stream(values())
                .filter(names -> value.equals(PACKAGE + names.name()) || value.equals(names.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("schema.registry." + key + " must be " + PACKAGE
                        + "TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy, was '" + value + "'"));
    }
}
