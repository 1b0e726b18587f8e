package dev.credence.processor.startup;

import dev.credence.processor.config.ProcessorConfig;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Settles what stream threads leave in the consumer group when they die. Each has a place under a name (static
 * membership), which it keeps; its replacement has another name. So a rebalance would wait for the dead one: for its
 * session, or, where the coordinator itself came back and knows the place by another member id than the client, for the
 * rebalance timeout of five minutes. And such a coordinator may never learn that the offsets in the thread's transaction
 * are settled: whoever gets its partitions would wait for ever. Thread-safe.
 */
public final class DeadThreads {
    private static final Duration DYING = Duration.ofSeconds(30);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final ProcessorConfig config;
    private final String instanceName;
    private final Function<String, @Nullable String> transactionalIds;
    private final CountDownLatch closing;

    /**
     * @param instanceName what Streams makes the names of its threads' places from
     * @param transactionalIds by the name of a thread, that of its producer; null of a thread that had none
     * @param closing counted down when the processor is closed
     */
    public DeadThreads(
            ProcessorConfig config,
            String instanceName,
            Function<String, @Nullable String> transactionalIds,
            CountDownLatch closing) {
        this.config = config;
        this.instanceName = instanceName;
        this.transactionalIds = transactionalIds;
        this.closing = closing;
    }

    /** Settles what {@code dying} leaves once it has ended; returns at once. */
    public void settle(Thread dying) {
        Thread thread = new Thread(() -> settleOnceEnded(dying), "credence-dead-threads");
        thread.setDaemon(true);
        thread.start();
    }

    private void settleOnceEnded(Thread dying) {
        String transactionalId = transactionalIds.apply(dying.getName());
        try {
            dying.join(DYING.toMillis());
            while (closing.getCount() > 0 && !settled(dying, transactionalId)) {
                boolean unused = closing.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean settled(Thread dead, @Nullable String transactionalId) throws InterruptedException {
        try (Admin admin = Admin.create(StreamsSettings.admin(config))) {
            return new GroupPlaces(config, instanceName, admin).giveUp(dead)
                    && (transactionalId == null || new LeftTransactions(config, admin).end(transactionalId));
        }
    }
}
