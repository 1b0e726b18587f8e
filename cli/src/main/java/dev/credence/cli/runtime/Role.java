package dev.credence.cli.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parts that run together and end in the reverse of the order in which they began. Thread-safe. */
public final class Role implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Role.class);
    private static final long LOOK_MS = 200;

    private record Part(String name, AutoCloseable part, Supplier<@Nullable Throwable> failure) {}

    private final Deque<Part> parts = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Adds a part that cannot fail by itself, and returns it. */
    public <T extends AutoCloseable> T add(String name, T part) {
        return add(name, part, () -> null);
    }

    /**
     * Adds a part, and returns it.
     *
     * @param failure why the part has ended by itself; null while it has not
     */
    public synchronized <T extends AutoCloseable> T add(String name, T part, Supplier<@Nullable Throwable> failure) {
        parts.push(new Part(name, part, failure));
        return part;
    }

    /** Waits until a part fails, and returns why; or until the role is closed, and returns null. */
    public @Nullable Throwable awaitFailure() {
        try {
            while (!closed.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
                Throwable failure = failure();
                if (failure != null) {
                    return failure;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    /** Why a part has ended by itself; null while all run. */
    public synchronized @Nullable Throwable failure() {
        for (Part part : parts) {
            Throwable failure = part.failure().get();
            if (failure != null) {
                return failure;
            }
        }
        return null;
    }

    /** Ends all parts; one that cannot end in order is logged and does not keep the others from it. */
    @Override
    public void close() {
        closed.countDown();
        Part part = next();
        while (part != null) {
            long began = System.nanoTime();
            try {
                part.part().close();
            } catch (Exception e) {
                LOG.warn("{} did not end in order", part.name(), e);
            }
            LOG.info("{} ended in {} ms", part.name(), (System.nanoTime() - began) / 1_000_000);
            part = next();
        }
    }

    private synchronized @Nullable Part next() {
        return parts.poll();
    }
}
