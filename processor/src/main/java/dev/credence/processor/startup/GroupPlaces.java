package dev.credence.processor.startup;

import dev.credence.processor.config.ProcessorConfig;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The places of one instance's stream threads in the consumer group, which they keep by their names (static membership).
 * A rebalance waits for whoever has one.
 */
final class GroupPlaces {
    private static final Logger LOG = LoggerFactory.getLogger(GroupPlaces.class);
    private static final long ANSWER_SECONDS = 30;

    private final ProcessorConfig config;
    private final String group;
    private final String instanceName;
    private final Admin admin;

    /** @param instanceName what Streams makes the names of the places from */
    GroupPlaces(ProcessorConfig config, String instanceName, Admin admin) {
        this.config = config;
        this.group = config.topics().applicationId();
        this.instanceName = instanceName;
        this.admin = admin;
    }

    /**
     * Gives up those that no thread of a start will take: of threads that had taken over from dead ones, or of more
     * threads than there are now. While no thread of this instance runs; without them it goes on, too, only later.
     */
    void giveUpLeft() {
        giveUpAllBut(IntStream.rangeClosed(1, config.threads())
                .mapToObj(thread -> instanceName + "-" + thread)
                .collect(Collectors.toSet()));
    }

    /** Gives up all of this instance's. While none of its threads runs; what cannot be given up ends with its session. */
    void giveUpAll() {
        giveUpAllBut(Set.of());
    }

    private void giveUpAllBut(Set<String> kept) {
        try {
            Map<String, ConsumerGroupDescription> described =
                    admin.describeConsumerGroups(Set.of(group)).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
            Set<String> left = places(described.values()).stream()
                    .filter(place -> place.startsWith(instanceName + "-") && !kept.contains(place))
                    .collect(Collectors.toSet());
            if (!left.isEmpty()) {
                boolean unused = giveUp(left);
            }
        } catch (ExecutionException | TimeoutException untold) {
            if (!isGone(untold)) {
                LOG.warn("could not see which places in group {} were left", group, untold);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Gives up the place of a thread that has ended.
     *
     * @return false if it could not be
     */
    boolean giveUp(Thread ended) throws InterruptedException {
        // Streams names both by the thread's number.
        String threadName = ended.getName();
        return giveUp(Set.of(instanceName + threadName.substring(threadName.lastIndexOf('-'))));
    }

    private boolean giveUp(Set<String> places) throws InterruptedException {
        try {
            admin.removeMembersFromConsumerGroup(
                            group,
                            new RemoveMembersFromConsumerGroupOptions(
                                    places.stream().map(MemberToRemove::new).toList()))
                    .all()
                    .get();
            LOG.info("the places {}, whose stream threads ended, are given up", places);
            return true;
        } catch (ExecutionException failed) {
            if (isGone(failed)) {
                return true;
            }
            LOG.info("the places {} cannot be given up yet: {}", places, failed.getMessage());
            return false;
        }
    }

    private static Set<String> places(Collection<ConsumerGroupDescription> groups) {
        return groups.stream()
                .flatMap(described -> described.members().stream())
                .map(MemberDescription::groupInstanceId)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    private static boolean isGone(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownMemberIdException || cause instanceof GroupIdNotFoundException) {
                return true;
            }
        }
        return false;
    }
}
