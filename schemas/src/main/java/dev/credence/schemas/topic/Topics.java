package dev.credence.schemas.topic;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates, describes and checks the topics of a catalogue. Each call asks the cluster; bounded at 30 s a question. */
public final class Topics {
    private static final long ANSWER_SECONDS = 30;
    private static final long VISIBLE_POLL_MS = 20;

    private Topics() {}

    /** Creates those of the catalogue's shared topics that do not exist; those that do are left as they are. */
    public static void createMissing(Admin admin, TopicCatalogue catalogue, short replicationFactor) {
        List<TopicSpec> specs = catalogue.specs(replicationFactor);
        Map<String, TopicDescription> present = descriptions(admin, names(specs));
        List<TopicSpec> missing =
                specs.stream().filter(spec -> !present.containsKey(spec.name())).toList();
        Map<String, KafkaFuture<Void>> created = admin.createTopics(
                        missing.stream().map(TopicSpec::toNewTopic).toList())
                .values();
        for (TopicSpec spec : missing) {
            KafkaFuture<Void> done = created.get(spec.name());
            if (done != null) {
                awaitCreated(spec, done);
            }
        }
        awaitVisible(admin, names(missing));
        awaitLeaders(admin, missing);
    }

    /** The state of those of {@code names} that exist, by name; one that does not exist is not in the map. */
    public static Map<String, TopicState> describe(Admin admin, Collection<String> names) {
        Map<String, TopicDescription> present = descriptions(admin, names);
        Map<String, Map<String, String>> configs = configs(admin, present.keySet());
        Map<String, TopicState> states = new TreeMap<>();
        present.forEach((name, topic) -> {
            Map<String, String> config = configs.get(name);
            if (config != null) {
                states.put(
                        name,
                        new TopicState(name, topic.topicId(), topic.partitions().size(), config));
            }
        });
        return states;
    }

    /**
     * The state of the catalogue's shared topics, all present and fit for use.
     *
     * @throws TopicSetupException naming the first thing that is wrong and the way out
     */
    public static Map<String, TopicState> require(Admin admin, TopicCatalogue catalogue) {
        Map<String, TopicState> states = describe(admin, names(catalogue.specs((short) 1)));
        TopicChecks.check(catalogue, states);
        return states;
    }

    /** Everything that keeps the catalogue's shared topics, as {@code states} has them, from being used. */
    public static List<TopicProblem> problems(TopicCatalogue catalogue, Map<String, TopicState> states) {
        return TopicChecks.problems(catalogue, states);
    }

    /** How many replicas the first partition of {@code topic} has; 1 if there is no such topic. */
    public static short replicationFactor(Admin admin, String topic) {
        TopicDescription found = descriptions(admin, List.of(topic)).get(topic);
        return found == null ? 1 : (short) found.partitions().get(0).replicas().size();
    }

    private static List<String> names(List<TopicSpec> specs) {
        return specs.stream().map(TopicSpec::name).toList();
    }

    private static void awaitCreated(TopicSpec spec, KafkaFuture<Void> done) {
        try {
            done.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw failed(
                        "create topic " + spec.name() + " with " + spec.partitions() + " partitions and "
                                + spec.replicationFactor() + " replicas",
                        e);
            }
        } catch (InterruptedException | TimeoutException e) {
            throw failed("create topic " + spec.name(), e);
        }
    }

    /** A broker knows of a new topic a moment after the controller has made it; until then it says there is none. */
    private static void awaitVisible(Admin admin, List<String> names) {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS);
        try {
            while (descriptions(admin, names).size() < names.size() && System.nanoTime() < deadlineNanos) {
                TimeUnit.MILLISECONDS.sleep(VISIBLE_POLL_MS);
            }
        } catch (InterruptedException e) {
            throw failed("see the new topics", e);
        }
    }

    /**
     * Waits until every new partition is led. A broker tells clients of a topic before it is ready to lead it; an
     * idempotent producer whose first request is refused in that moment while its second is taken has lost its sequence
     * and can never send to the partition again (seen: out-of-order until the delivery timeout). Only a leader answers
     * for the end of a log.
     */
    private static void awaitLeaders(Admin admin, List<TopicSpec> created) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (TopicSpec spec : created) {
            for (int partition = 0; partition < spec.partitions(); partition++) {
                ends.put(new TopicPartition(spec.name(), partition), OffsetSpec.latest());
            }
        }
        try {
            admin.listOffsets(ends).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw failed("reach the leaders of the new topics", e);
        }
    }

    private static Map<String, TopicDescription> descriptions(Admin admin, Collection<String> names) {
        return present(
                admin.describeTopics(names).topicNameValues().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                "describe topic ");
    }

    private static Map<String, Map<String, String>> configs(Admin admin, Collection<String> names) {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, KafkaFuture<Config>> answers = new HashMap<>();
        admin.describeConfigs(resources).values().forEach((resource, config) -> answers.put(resource.name(), config));
        Map<String, Map<String, String>> configs = new HashMap<>();
        present(answers, "read the settings of topic ").forEach((name, config) -> configs.put(name, values(config)));
        return configs;
    }

    private static Map<String, String> values(Config config) {
        return config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    /** The answers about topics that exist. */
    private static <T> Map<String, T> present(Map<String, KafkaFuture<T>> answers, String what) {
        Map<String, T> present = new HashMap<>();
        answers.forEach((name, answer) -> {
            try {
                present.put(name, answer.get(ANSWER_SECONDS, TimeUnit.SECONDS));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw failed(what + name, e);
                }
            } catch (InterruptedException | TimeoutException e) {
                throw failed(what + name, e);
            }
        });
        return present;
    }

    private static TopicSetupException failed(String what, Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        return new TopicSetupException(
                "could not " + what + ": " + said(cause) + "; check bootstrap.servers, and that the user may do so",
                cause);
    }

    private static String said(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
