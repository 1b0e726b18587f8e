package dev.credence.query.cache;

import dev.credence.storage.ChangeFeed;
import dev.credence.storage.Changes;
import dev.credence.storage.ViewNotReadyException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the view's commits on a thread of its own, and on any thread that wants to be up to date at once. While the
 * commits cannot be followed nothing is valid: reads go to the database. Thread-safe.
 */
final class Follower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final long INTERVAL_NANOS = Duration.ofMillis(4).toNanos();
    private static final long RETRY_NANOS = Duration.ofMillis(20).toNanos();

    private final ChangeFeed feed;
    private final Validity validity;
    private final Consumer<Changes> changed;
    private final Thread thread;
    private volatile boolean closed;
    private boolean failing;

    /** @param changed is told what was taken into account; must return at once */
    Follower(ChangeFeed feed, Validity validity, Consumer<Changes> changed) {
        this.feed = feed;
        this.validity = validity;
        this.changed = changed;
        this.thread = new Thread(this::run, "credence-changes");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Takes into account all that is committed by now. */
    void catchUp() {
        boolean unused = look();
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(look() ? INTERVAL_NANOS : RETRY_NANOS);
        }
    }

    private synchronized boolean look() {
        if (closed) {
            return false;
        }
        try {
            Changes changes = feed.poll();
            validity.apply(changes);
            if (changes != null) {
                changed.accept(changes);
            }
            failing = false;
            return true;
        } catch (ViewNotReadyException notYet) {
            validity.lost();
            return false;
        } catch (RuntimeException failure) {
            validity.lost();
            if (!failing) {
                LOG.warn("the view's commits cannot be followed; reads are not cached until they can", failure);
            }
            failing = true;
            return false;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            validity.lost();
            feed.close();
        }
        LockSupport.unpark(thread);
    }
}
