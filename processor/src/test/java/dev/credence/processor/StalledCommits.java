package dev.credence.processor;

import dev.credence.embedded.broker.EmbeddedBroker;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Stops a broker when a producer begins a step of a commit, so that this step finds it silent, and lets it go on later.
 * Thread-safe.
 */
final class StalledCommits implements AutoCloseable {
    /** Steps before each stall, so that it meets a processor at work again. */
    private static final int STEPS_BEFORE = 8;

    private final EmbeddedBroker broker;
    private final Queue<Stall> planned;
    private final List<String> gaveUp = new ArrayList<>();
    private final ScheduledExecutorService resuming = Executors.newSingleThreadScheduledExecutor();
    private int steps;
    private boolean stalled;

    /**
     * @param step the producer's method that finds the broker silent
     * @param length how long it is silent
     */
    record Stall(String step, Duration length) {}

    StalledCommits(EmbeddedBroker broker, List<Stall> stalls) {
        this.broker = broker;
        this.planned = new ArrayDeque<>(stalls);
    }

    /** The same producer, whose commits meet the stalls. */
    @SuppressWarnings("unchecked") // what it hands on to is such a producer
    Producer<byte[], byte[]> of(Producer<byte[], byte[]> producer) {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    boolean stalls = stall(method.getName());
                    try {
                        return method.invoke(producer, arguments);
                    } catch (InvocationTargetException e) {
                        if (stalls && e.getCause() instanceof TimeoutException) {
                            gaveUp(method.getName());
                        }
                        throw e.getCause();
                    }
                });
    }

    /** Whether all stalls are over. */
    synchronized boolean over() {
        return planned.isEmpty() && !stalled;
    }

    /** The stalled steps that ended in a timeout. */
    synchronized List<String> gaveUp() {
        return List.copyOf(gaveUp);
    }

    private synchronized boolean stall(String step) {
        Stall next = planned.peek();
        if (next == null || stalled || !next.step().equals(step) || ++steps % STEPS_BEFORE != 0) {
            return false;
        }
        planned.remove();
        stalled = true;
        broker.pause();
        var unused = resuming.schedule(this::resume, next.length().toMillis(), TimeUnit.MILLISECONDS);
        return true;
    }

    private synchronized void resume() {
        broker.resume();
        stalled = false;
    }

    private synchronized void gaveUp(String step) {
        gaveUp.add(step);
    }

    @Override
    public void close() {
        resuming.shutdownNow();
        broker.resume();
    }
}
