package dev.credence.processor.startup;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up the places that stream threads had in the consumer group. Each has one under a name (static membership), which
 * it keeps when it dies; its replacement has another name. So a rebalance would wait for the dead one: for its session,
 * or, where the coordinator itself came back and knows the place by another member id than the client, for the rebalance
 * timeout of five minutes. Thread-safe.
 */
public final class GroupPlaces {
    private static final Logger LOG = LoggerFactory.getLogger(GroupPlaces.class);
    private static final Duration DYING = Duration.ofSeconds(30);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final String group;
    private final String instanceName;
    private final Map<String, Object> settings;
    private final CountDownLatch closing;

    /**
     * @param instanceName what Streams makes the names of its threads' places from
     * @param settings of an admin client
     * @param closing counted down when the processor is closed
     */
    public GroupPlaces(String group, String instanceName, Map<String, Object> settings, CountDownLatch closing) {
        this.group = group;
        this.instanceName = instanceName;
        this.settings = Map.copyOf(settings);
        this.closing = closing;
    }

    /** Gives up the place of {@code dying} once it has ended; returns at once. */
    public void giveUp(Thread dying) {
        Thread thread = new Thread(() -> giveUpOf(dying), "credence-group-places");
        thread.setDaemon(true);
        thread.start();
    }

    private void giveUpOf(Thread dying) {
        String threadName = dying.getName();
        // Streams names both by the thread's number.
        String place = instanceName + threadName.substring(threadName.lastIndexOf('-'));
        try {
            dying.join(DYING.toMillis());
            while (closing.getCount() > 0 && !removed(place)) {
                boolean unused = closing.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean removed(String place) throws InterruptedException {
        try (Admin admin = Admin.create(settings)) {
            admin.removeMembersFromConsumerGroup(
                            group, new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove(place))))
                    .all()
                    .get();
            LOG.info("the place {} of a stream thread that died is given up", place);
            return true;
        } catch (ExecutionException failed) {
            if (isGone(failed)) {
                return true;
            }
            LOG.info("the place {} cannot be given up yet: {}", place, failed.getMessage());
            return false;
        }
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
